/**
 * `npm run evaluate`: scores a folder of images against its labels in a Chromium without a window,
 * with the code of the page. Writes `report.json` (docs/evaluate.md); exit code 0, 1 when anything
 * failed, 2 for a mistake on the command line and for labels that only an option can explain, 3 for
 * a limit that is broken.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInPage } from './evaluate/browser.mjs';
import { corruptionLines } from './evaluate/corruption-table.mjs';
import { driveLines } from './evaluate/drive-table.mjs';
import { formerDoubts, formerLines } from './evaluate/former.mjs';
import { brokenLimits } from './evaluate/limits.mjs';
import { readListCommand } from './evaluate/list-options.mjs';
import { methodLines, networkLines, writeCards } from './evaluate/network-told.mjs';
import { pointLines } from './evaluate/operating-points.mjs';
import { readCommand, USAGE } from './evaluate/options.mjs';
import { differenceLines, leftOutLine, tableOf } from './evaluate/table.mjs';
import { createTold } from './evaluate/told.mjs';
import { failureOf } from './evaluate/values.mjs';

/** The exit code of a whole run that breaks a limit. */
const BROKEN_LIMIT = 3;

/** @returns the exit code. */
async function main() {
  const list = readListCommand(process.argv.slice(2));
  if (list) {
    const told = { progress: () => undefined };
    console.log(methodLines(await runInPage('runMethods', list, told)).join('\n'));
    return 0;
  }
  const command = readCommand(process.argv.slice(2));
  const told = createTold();
  mkdirSync(command.out, { recursive: true });
  const { report, leftOut, networks } = await runInPage('runEvaluation', command, told);
  writeFileSync(join(command.out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  if (!report.shard) rmSync(join(command.out, 'state'), { recursive: true, force: true });
  if (leftOut.length > 0) console.error(leftOutLine(leftOut));
  writeCards(networks, command.out);
  for (const network of networks) console.error(networkLines(network).join('\n'));
  const { former, limits } = command.gate;
  const more = [
    ...pointLines(report.methods),
    ...(command.job.baseline ? differenceLines(report.methods) : []),
    ...(former ? formerLines(report, former) : []),
    ...corruptionLines(report),
    ...driveLines(report),
  ];
  console.log(tableOf(report, more));
  told.others(report.errors);
  for (const doubt of former ? formerDoubts(report, former) : []) console.error(doubt);
  const broken = brokenLimits(report, limits);
  for (const sentence of broken) console.error(sentence);
  if (report.errors.length === 0 && report.images > 0) return broken.length > 0 ? BROKEN_LIMIT : 0;
  console.error(
    report.images === 0
      ? 'Nothing was evaluated.'
      : `${report.errors.length} of the images failed: report.json names them.`,
  );
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { text, exitCode } = failureOf(error, USAGE);
  console.error(text);
  process.exitCode = exitCode;
}
