/**
 * `npm run analyze`: what a network does not know in a folder of pictures, a video or sequences,
 * without labels, with the code of the page in a Chromium without a window. Writes masks, tables of
 * regions and a summary (docs/analyze.md), or tables of tracks (docs/drives.md); exit code 0, 1 when
 * a picture failed or there was none, 2 for a mistake on the command line.
 */
import { mkdirSync } from 'node:fs';
import { readDriveCommand } from './analyze/drive-options.mjs';
import { driveLines, frameLine } from './analyze/drive-told.mjs';
import { ANALYZE_USAGE, readAnalyzeCommand } from './analyze/options.mjs';
import { leftOutLine, pictureLine, resultLines } from './analyze/told.mjs';
import { runInPage } from './evaluate/browser.mjs';
import { networkLines, writeCards } from './evaluate/network-told.mjs';
import { failureOf } from './evaluate/values.mjs';

/** @returns the exit code. */
async function main() {
  const drives = readDriveCommand(process.argv.slice(2));
  if (drives) return analyseDrives(drives);
  const command = readAnalyzeCommand(process.argv.slice(2));
  mkdirSync(command.out, { recursive: true });
  /** @type {import('./analyze/told.mjs').AnalysisResult} */
  const result = await runInPage('runAnalysis', command, {
    progress: (progress) => console.error(pictureLine(progress)),
  });
  if (result.leftOut.length > 0) console.error(leftOutLine(result.leftOut));
  writeCards(result.networks, command.out);
  for (const network of result.networks) console.error(networkLines(network).join('\n'));
  console.log(resultLines(result).join('\n'));
  return result.pictures > 0 && result.errors === 0 ? 0 : 1;
}

/**
 * @param {import('./evaluate/options.mjs').Command} command
 * @returns the exit code.
 */
async function analyseDrives(command) {
  mkdirSync(command.out, { recursive: true });
  /** @type {import('./analyze/drive-told.mjs').DriveAnalysis} */
  const result = await runInPage('runDriveAnalysis', command, {
    progress: (progress) => console.error(frameLine(progress)),
  });
  if (result.leftOut.length > 0) console.error(leftOutLine(result.leftOut));
  writeCards(result.networks, command.out);
  for (const network of result.networks) console.error(networkLines(network).join('\n'));
  console.log(driveLines(result).join('\n'));
  const isWhole = result.drives.every(({ frames, errors }) => frames > 0 && errors === 0);
  return result.drives.length > 0 && isWhole ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { text, exitCode } = failureOf(error, ANALYZE_USAGE);
  console.error(text);
  process.exitCode = exitCode;
}
