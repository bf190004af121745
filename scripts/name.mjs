/**
 * `npm run name`: the nearest of some names for the pictures of a folder or for the regions of their
 * masks, with the code of the page in a Chromium without a window (docs/words.md); exit code 0, 1 when
 * a picture failed, a name means nothing or there was no picture, 2 for a mistake on the command line.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { leftOutLine } from './analyze/told.mjs';
import { runInPage } from './evaluate/browser.mjs';
import { failureOf } from './evaluate/values.mjs';
import { NAME_USAGE, readNameCommand } from './name/options.mjs';
import { pictureLine, resultLine, unusableLine } from './name/told.mjs';

/** @returns the exit code. */
async function main() {
  const command = readNameCommand(process.argv.slice(2));
  mkdirSync(dirname(command.out), { recursive: true });
  /** @type {import('./name/told.mjs').NamingResult} */
  const result = await runInPage('runNaming', command, {
    progress: (progress) => console.error(pictureLine(progress)),
  });
  const { pictures, errors, unusable, leftOut } = result;
  if (leftOut.length > 0) console.error(leftOutLine(leftOut));
  if (unusable.length > 0) console.error(unusableLine(unusable));
  console.log(resultLine(result));
  return pictures > 0 && errors === 0 && unusable.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { text, exitCode } = failureOf(error, NAME_USAGE);
  console.error(text);
  process.exitCode = exitCode;
}
