/** What `--slices` tells apart. */
import { UsageError } from './values.mjs';

const SLICES = ['size', 'height', 'folder'];

/** @param {import('./values.mjs').Values} values @returns {string[]} none where nothing is said. @throws UsageError */
export function slicesOf(values) {
  if (values.slices === undefined) return [];
  const kinds = String(values.slices).split(',');
  if (!kinds.every((kind) => SLICES.includes(kind)))
    throw new UsageError(`--slices must be some of ${SLICES.join(',')}, not "${values.slices}"`);
  if (values['closed-set']) throw new UsageError('--slices has no meaning with --closed-set');
  if (values.shard) throw new UsageError('--slices are of a whole set: give it to --merge');
  return SLICES.filter((kind) => kinds.includes(kind));
}
