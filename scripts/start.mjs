/**
 * `npm start -- [--port N]`: installs and builds what is missing or out of date, serves the built
 * page on 127.0.0.1 and prints the address. `npm run dev` is the server for development.
 */
import { parseArgs } from 'node:util';
import { builtPage } from './lib/built-page.mjs';
import { servePage } from './lib/serve-page.mjs';

/** Not that of `npm run dev`: the service worker of this page would answer there as well. */
const PORT = '4170';

const { values } = parseArgs({ options: { port: { type: 'string', default: PORT } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`--port must be a number from 1 to 65535, not "${values.port}"`);
  process.exit(2);
}

const server = await servePage(await builtPage(), port);
console.log(`Anomalens: ${server.url}`);
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => server.close().then(() => process.exit(0)));
