/**
 * `npm test`: installs what is missing and runs every suite, also after a failure; `npm test --
 * unit gpu` runs those two. The last line is `N passed, N failed` over all suites.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installChromium, installPackages } from './lib/install.mjs';
import { summaryOf } from './lib/results.mjs';
import { ROOT } from './lib/run.mjs';
import { SUITES } from './lib/suites.mjs';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SUITES.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(
    `Unknown suite: ${unknown.join(', ')}. There are: ${SUITES.map((suite) => suite.name).join(', ')}`,
  );
  process.exit(2);
}

mkdirSync(join(ROOT, '.cache', 'results'), { recursive: true });
await installPackages();
await installChromium();

/** @type {(import('./lib/results.mjs').Counts & { name: string, seconds: number })[]} */
const results = [];
for (const suite of SUITES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const started = Date.now();
  console.log(`\n== ${suite.name}`);
  const blocked = results.some(({ name, failed }) => name === suite.needs && failed > 0);
  if (blocked) console.error(`not run: ${suite.needs} failed`);
  const counts = blocked ? { passed: 0, failed: 1 } : await suite.run();
  results.push({ name: suite.name, ...counts, seconds: (Date.now() - started) / 1000 });
}

console.log(`\n${summaryOf(results)}`);
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
