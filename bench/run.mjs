/**
 * `npm run bench -- [--only SECTION,SECTION]`: where the README's numbers come from. Prints tables
 * and keeps them in bench/results/latest.json.
 * `npm run bench -- --against COMMIT [--runs N] [--only ...]`: measures this tree and a commit in
 * turns, keeps the figures in bench/results/against.json, and exits with 1 where one became worse by
 * more than five per cent.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installChromium, installPackages } from '../scripts/lib/install.mjs';
import { ROOT } from '../scripts/lib/run.mjs';
import { measureAgainst } from './against.mjs';
import { buildHere } from './build.mjs';
import { SECTIONS } from './sections.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    against: { type: 'string' },
    runs: { type: 'string', default: '5' },
  },
});
const only = values.only?.split(',');
const sections = SECTIONS.filter(({ id }) => !only || only.includes(id));
const runs = Number(values.runs);
if (sections.length < (only?.length ?? 1) || !Number.isInteger(runs) || runs < 1) {
  const ids = SECTIONS.map(({ id }) => id).join(', ');
  console.error(`--runs is a whole number from 1; sections: ${ids}`);
  process.exit(2);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

await installPackages();
await installChromium();

const processor = `${cpus()[0]?.model}, ${cpus().length} cores`;
console.log(processor);

/** @param {string} name @param {object} report */
function keep(name, report) {
  const folder = join(ROOT, 'bench/results');
  mkdirSync(folder, { recursive: true });
  const all = { date: new Date().toISOString(), processor, ...report };
  writeFileSync(join(folder, name), `${JSON.stringify(all, null, 2)}\n`);
}

/** @param {string} commit @returns the exit code. */
async function runAgainst(commit) {
  const results = await measureAgainst(commit, sections, runs);
  keep('against.json', { commit, runs, results });
  const worse = results.flatMap(({ figures }) => figures.filter(({ isWorse }) => isWorse));
  console.log(
    worse.length === 0
      ? '\nNo figure is worse by more than 5 %.'
      : `\nWorse by more than 5 %: ${worse.map(({ name }) => name).join('; ')}.`,
  );
  return worse.length === 0 ? 0 : 1;
}

async function runHere() {
  const build = await buildHere();
  /** @type {Record<string, unknown>} */
  const results = {};
  try {
    for (const section of sections) {
      const { result, print } = await section.measure(build);
      results[section.id] = result;
      print();
    }
  } finally {
    await build.close();
  }
  keep('latest.json', { results });
  return 0;
}

process.exitCode = values.against ? await runAgainst(values.against) : await runHere();
