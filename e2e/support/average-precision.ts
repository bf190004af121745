/**
 * Step-sum average precision over all pixels: equal scores enter together, so their order cannot
 * matter.
 */
export function averagePrecision(scores: Float32Array, isAnomaly: ArrayLike<number>): number {
  const order = Uint32Array.from(scores, (_, index) => index).sort(
    (a, b) => scores[b]! - scores[a]!,
  );
  const positives = Array.prototype.reduce.call(
    isAnomaly,
    (sum, value) => (sum as number) + (value === 1 ? 1 : 0),
    0,
  ) as number;
  let anomalies = 0;
  let precisionSum = 0;
  for (let rank = 0; rank < order.length; ) {
    const score = scores[order[rank]!];
    const before = anomalies;
    for (; rank < order.length && scores[order[rank]!] === score; rank++)
      anomalies += isAnomaly[order[rank]!] === 1 ? 1 : 0;
    precisionSum += (anomalies - before) * (anomalies / rank);
  }
  return precisionSum / positives;
}
