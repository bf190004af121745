/** What stderr is told while a command runs and when it is done: no error twice. */
import { frameLine } from '../analyze/drive-told.mjs';
import { progressLine } from './table.mjs';

/** @typedef {Parameters<typeof progressLine>[0] | Parameters<typeof frameLine>[0]} Progress */
/** @typedef {{ file: string, code: string, message: string }} FileError */

/** @param {(line: string) => void} [say] */
export function createTold(say = console.error) {
  /** @type {Set<string>} */
  const told = new Set();
  /** @param {FileError} error */
  const keyOf = ({ file, message }) => `${file}: ${message}`;
  return {
    /** @param {Progress} progress */
    progress(progress) {
      const line = 'frame' in progress ? frameLine(progress) : progressLine(progress);
      if (line) say(line);
      if (progress.error) told.add(keyOf(progress.error));
    },
    /**
     * Says errors that came without progress, as from the run that this one continues.
     * @param {readonly FileError[]} errors of the whole run.
     */
    others(errors) {
      for (const error of errors)
        if (!told.has(keyOf(error))) say(`${keyOf(error)} (${error.code})`);
    },
  };
}
