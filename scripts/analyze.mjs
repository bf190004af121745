/**
 * `npm run analyze`: what a network does not know in a folder of pictures without labels, with the
 * code of the page in a Chromium without a window. Writes masks, tables of regions and a summary
 * (docs/analyze.md); exit code 0, 1 when a picture failed or there was none, 2 for a mistake on the
 * command line.
 */
import { mkdirSync } from 'node:fs';
import { ANALYZE_USAGE, readAnalyzeCommand } from './analyze/options.mjs';
import { leftOutLine, pictureLine, resultLines } from './analyze/told.mjs';
import { runInPage } from './evaluate/browser.mjs';
import { networkLines, writeCards } from './evaluate/network-told.mjs';
import { failureOf } from './evaluate/values.mjs';

/** @returns the exit code. */
async function main() {
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

try {
  process.exitCode = await main();
} catch (error) {
  const { text, exitCode } = failureOf(error, ANALYZE_USAGE);
  console.error(text);
  process.exitCode = exitCode;
}
