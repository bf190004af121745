/** Two builds, measured in turns: medians, their spread, and which figures became worse. */

/** A median may be this much above the other's; less is what one machine differs by in a day. */
const TOLERANCE = 0.05;

/**
 * @typedef {Map<string, number[]>} Samples milliseconds of every run, by the name of the figure.
 *
 * @typedef {{ median: number, low: number, high: number }} Summary
 *
 * @typedef {object} Comparison
 * @property {string} name
 * @property {Summary} ours
 * @property {Summary | null} theirs null for a figure that the other build does not have.
 * @property {boolean} isWorse
 */

/** @param {number[]} values at least one. @returns {Summary} */
export function summarise(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = /** @type {number} */ (sorted[middle]);
  const lower = /** @type {number} */ (sorted[sorted.length % 2 === 1 ? middle : middle - 1]);
  return {
    median: (lower + upper) / 2,
    low: /** @type {number} */ (sorted[0]),
    high: /** @type {number} */ (sorted.at(-1)),
  };
}

/** @param {Samples} ours @param {Samples} theirs @returns {Comparison[]} in the order of `ours`. */
export function compare(ours, theirs) {
  return [...ours].map(([name, values]) => {
    const other = theirs.get(name);
    const summary = summarise(values);
    if (!other) return { name, ours: summary, theirs: null, isWorse: false };
    const reference = summarise(other);
    const isWorse = summary.median > (1 + TOLERANCE) * reference.median;
    return { name, ours: summary, theirs: reference, isWorse };
  });
}

/** @param {Comparison} comparison @returns {string} by how much the median moved, in per cent. */
export function changeOf({ ours, theirs }) {
  if (!theirs) return 'new';
  const change = 100 * (ours.median / theirs.median - 1);
  return `${change >= 0 ? '+' : ''}${change.toFixed(1)} %`;
}
