/**
 * Step-sum average precision over all pixels: equal scores enter together, so their order cannot
 * matter.
 */
export function averagePrecision(scores: Float32Array, isAnomaly: ArrayLike<number>): number {
  const order = Uint32Array.from(scores, (_, at) => at).sort((a, b) => scores[b]! - scores[a]!);
  const positives = Array.prototype.reduce.call(
    isAnomaly,
    (sum, value) => (sum as number) + (value === 1 ? 1 : 0),
    0,
  ) as number;
  let found = 0;
  let precisionSum = 0;
  for (let at = 0; at < order.length; ) {
    const score = scores[order[at]!];
    const before = found;
    for (; at < order.length && scores[order[at]!] === score; at++)
      found += isAnomaly[order[at]!] === 1 ? 1 : 0;
    precisionSum += (found - before) * (found / at);
  }
  return precisionSum / positives;
}
