/** The options that are about a whole set: its parts, its thresholds, measuring it once more. */
import { POINT_USAGE, wishesOf } from './operating-points.mjs';
import { UsageError } from './values.mjs';

/** @typedef {import('./values.mjs').Values} Values */

export const SET_USAGE = `[--slices size,height,folder] ${POINT_USAGE}`;

/** @satisfies {NonNullable<import('node:util').ParseArgsConfig['options']>} */
export const SET_OPTIONS = {
  slices: { type: 'string' },
  'operating-point': { type: 'string', multiple: true },
  corruptions: { type: 'string' },
};

const SLICES = ['size', 'height', 'folder'];

/** What is asked of a set, and of joined shards. @param {Values} values @throws UsageError */
export function askedOf(values) {
  return { slices: slicesOf(values), wishes: wishesOf(values) };
}

/** @param {Values} values @returns {string[]} none where nothing is said. @throws UsageError */
function slicesOf(values) {
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

/**
 * Shards often share a machine, and must have the same: without a number each has one thread.
 * @param {Values} values @returns {number | 'auto'} @throws UsageError
 */
export function threadsOf({ threads, shard }) {
  if (threads === undefined) return shard === undefined ? 'auto' : 1;
  if (!/^[1-8]$/.test(String(threads)))
    throw new UsageError(`--threads must be 1 to 8, not "${threads}"`);
  return Number(threads);
}

/** @param {string | undefined} text as `1/4`. @throws UsageError */
export function readShard(text) {
  if (text === undefined) return null;
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count))
    throw new UsageError(`--shard must be 1/n to n/n, not "${text}"`);
  return shard;
}

/**
 * The long sides of two looks, instead of the one of `--long-side`.
 * @param {Values} values @param {string[]} given names of the options that were given.
 */
export function looksOf(values, given) {
  if (values.looks === undefined) return {};
  const [first = 0, second = 0, ...more] = String(values.looks).split(',').map(Number);
  if (!(first > 0 && first < second && [first, second].every(Number.isInteger)) || more.length > 0)
    throw new UsageError(
      `--looks must be two long sides, the larger one last, as 768,1536, not "${values.looks}"`,
    );
  const foreign = ['long-side', 'closed-set'].find((name) => given.includes(name));
  if (foreign) throw new UsageError(`--${foreign} has no meaning with --looks`);
  return { longSide: first, secondLook: second };
}
