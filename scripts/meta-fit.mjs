/**
 * `npm run meta:fit`: fits a method's meta classifier (Chan et al. 2021) to the regions of a
 * labelled set, with the code of the page in a Chromium without a window. Writes the model as JSON
 * (docs/evaluate.md); exit codes as `npm run evaluate`.
 */
import { writeFileSync } from 'node:fs';
import { runInPage } from './evaluate/browser.mjs';
import { metaTable } from './evaluate/meta-table.mjs';
import { META_USAGE, readMetaCommand } from './evaluate/options.mjs';
import { createTold } from './evaluate/told.mjs';
import { failureOf } from './evaluate/values.mjs';

/** Digits that matter to a probability. */
const DIGITS = 9;

/** @param {unknown} model */
function rounded(model) {
  const json = JSON.stringify(
    model,
    (_, value) => (typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value),
    2,
  );
  return json.replace(/\[[^\]]*\]/g, (list) => list.replace(/\s+/g, ' ')); // a list per line
}

/** @returns the exit code. */
async function main() {
  const command = readMetaCommand(process.argv.slice(2));
  const told = createTold();
  const { run } = await runInPage('runMetaFit', command, told);
  writeFileSync(command.out, `${rounded(run.model)}\n`);
  console.log(metaTable(run));
  told.others(run.errors);
  return run.errors.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { text, exitCode } = failureOf(error, META_USAGE);
  console.error(text);
  process.exitCode = exitCode;
}
