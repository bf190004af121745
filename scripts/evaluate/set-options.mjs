/** The options that measure a whole set in parts, or once more. */
import { UsageError } from './values.mjs';

/** @typedef {import('./values.mjs').Values} Values */

const SLICES = ['size', 'height', 'folder'];

/** @param {Values} values @returns {string[]} none where nothing is said. @throws UsageError */
export function slicesOf(values) {
  if (values.slices === undefined) return [];
  const kinds = String(values.slices).split(',');
  if (!kinds.every((kind) => SLICES.includes(kind)))
    throw new UsageError(`--slices must be some of ${SLICES.join(',')}, not "${values.slices}"`);
  if (values['closed-set']) throw new UsageError('--slices has no meaning with --closed-set');
  if (values.shard) throw new UsageError('--slices are of a whole set: give it to --merge');
  return SLICES.filter((kind) => kinds.includes(kind));
}

/**
 * What the set is measured under besides, as it was written: the page reads kinds and levels, before
 * it loads anything.
 * @param {Values} values @returns {string | null} @throws UsageError
 */
export function corruptionsOf(values) {
  if (values.corruptions === undefined) return null;
  const foreign = ['shard', 'closed-set'].find((name) => values[name]);
  if (foreign) throw new UsageError(`--corruptions has no meaning with --${foreign}`);
  return String(values.corruptions);
}
