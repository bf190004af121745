/**
 * What a large set takes, from runs of small ones. All is straight lines: a run takes a while to
 * start, some time for each label of the whole set, and some for each picture of its share.
 *
 * @typedef {object} Run one that was measured.
 * @property {number} labels of the whole set, which every shard reads.
 * @property {number} pictures that it evaluated.
 * @property {number} seconds from start to end of the process.
 *
 * @typedef {object} Line
 * @property {number} fixed
 * @property {number} each for each picture.
 *
 * @typedef {object} Measured
 * @property {number} start seconds until a shard begins.
 * @property {number} label seconds that a shard takes for each label of the set.
 * @property {number} picture seconds for each picture of its share.
 * @property {Line} merge seconds of joining.
 * @property {Line} kept bytes that the shards keep; `fixed` is of each shard.
 * @property {Line} report bytes of the report.
 * @property {number} threads of a shard: so many cores are paid for it.
 */

/**
 * @param {readonly [number, number]} first number and what it took
 * @param {readonly [number, number]} second the same of a larger number
 * @returns {Line} through both.
 */
export function lineThrough([few, little], [many, much]) {
  const each = (much - little) / (many - few);
  return { fixed: little - each * few, each };
}

/**
 * @param {Run} small a whole set in one shard.
 * @param {Run} large another, of more pictures.
 * @param {Run} wide one of a set of many labels, which evaluates few pictures.
 * @returns {Pick<Measured, 'start' | 'label' | 'picture'>}
 */
export function shardTimes(small, large, wide) {
  const whole = lineThrough([small.pictures, small.seconds], [large.pictures, large.seconds]);
  const evaluated = whole.fixed + whole.each * wide.pictures;
  const label = (wide.seconds - evaluated) / (wide.labels - wide.pictures);
  return { start: whole.fixed, label, picture: whole.each - label };
}

/** A JavaScript string, as which the report is written, holds no more characters than this (V8). */
const LONGEST_STRING = 2 ** 29 - 24;

/**
 * @param {Measured} measured
 * @param {number} pictures
 * @param {number} shards all at once, each on `threads` cores.
 * @param {number} price of a core for one hour.
 */
export function forecast({ start, label, picture, merge, kept, threads }, pictures, shards, price) {
  const labelHours = (label * pictures) / 3600;
  const pictureHours = (picture * pictures) / shards / 3600;
  const shardHours = start / 3600 + labelHours + pictureHours;
  const mergeHours = (merge.fixed + merge.each * pictures) / 3600;
  const coreHours = shards * threads * shardHours + threads * mergeHours;
  return {
    shards,
    labelHours,
    pictureHours,
    mergeHours,
    hours: shardHours + mergeHours,
    coreHours,
    cost: coreHours * price,
    bytes: kept.fixed * shards + kept.each * pictures,
  };
}

/** How many pictures one report can hold. @param {Measured} measured */
export const mostPictures = ({ report }) =>
  Math.floor((LONGEST_STRING - report.fixed) / report.each);
