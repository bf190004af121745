/** `npm start`: installs what is missing, serves the app on 127.0.0.1 and prints the address. */
import { installPackages } from './lib/install.mjs';
import { ROOT } from './lib/run.mjs';

await installPackages();
const { createServer } = await import('vite');
const server = await createServer({ root: ROOT });
await server.listen();
console.log(`Anomalens: ${server.resolvedUrls.local[0]}`);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await server.close();
    process.exit(0);
  });
}
