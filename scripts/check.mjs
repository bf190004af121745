/**
 * `npm run check`: what is asked after every change, without a browser. The static checks run one
 * after another beside the unit specs, which take every core; those that measure time come last,
 * when nothing else runs. Only what failed prints more than its row; the last line is
 * `N passed, N failed`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from './lib/install.mjs';
import { summaryOf } from './lib/results.mjs';
import { ROOT } from './lib/run.mjs';
import { STATIC_CHECKS, UNIT } from './lib/suites.mjs';

mkdirSync(join(ROOT, '.cache', 'results'), { recursive: true });
await installPackages();

/** @param {import('./lib/suites.mjs').Suite} suite */
async function runQuietly(suite) {
  const started = Date.now();
  /** @type {string[]} */
  const output = [];
  const counts = await suite.run({ print: (text) => output.push(text) });
  if (counts.failed > 0) console.log(`\n== ${suite.name}\n${output.join('')}`);
  return { name: suite.name, ...counts, seconds: (Date.now() - started) / 1000 };
}

/** @param {import('./lib/suites.mjs').Suite[]} suites */
async function runInTurn(suites) {
  const results = [];
  for (const suite of suites) results.push(await runQuietly(suite));
  return results;
}

const lanes = await Promise.all([runInTurn(STATIC_CHECKS), runInTurn([UNIT])]);
const results = lanes.flat();
console.log(summaryOf(results));
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
