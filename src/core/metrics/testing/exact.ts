/**
 * The definitions of methods 7.1 by sorting all pixels in float64: slow, obvious, and independent
 * of the histograms.
 */
export interface ExactMetrics {
  AP: number;
  AUROC: number;
  FPR95: number;
  bestF1: number;
  threshold: number;
}

/** O(n log n). `labels` 0 or 1, both present. */
export function exactMetrics(scores: Float32Array, labels: Uint8Array): ExactMetrics {
  const ascending = (label: number) => scores.filter((_, i) => labels[i] === label).sort();
  const negatives = ascending(0);
  const positives = ascending(1);
  const P = positives.length;
  const N = negatives.length;
  const result = { AP: 0, AUROC: 0, FPR95: -1, bestF1: -1, threshold: 0 };
  let p = P;
  let n = N;
  while (p > 0 || n > 0) {
    const score = Math.max(
      p > 0 ? (positives[p - 1] as number) : -Infinity,
      n > 0 ? (negatives[n - 1] as number) : -Infinity,
    );
    const before = { recall: (P - p) / P, FPR: (N - n) / N };
    while (p > 0 && (positives[p - 1] as number) >= score) p--;
    while (n > 0 && (negatives[n - 1] as number) >= score) n--;
    const TP = P - p;
    const FP = N - n;
    const recall = TP / P;
    result.AP += (recall - before.recall) * (TP / (TP + FP));
    result.AUROC += ((FP / N - before.FPR) * (recall + before.recall)) / 2;
    if (result.FPR95 < 0 && recall >= 0.95) result.FPR95 = FP / N;
    const F1 = (2 * TP) / (P + TP + FP);
    if (F1 > result.bestF1) Object.assign(result, { bestF1: F1, threshold: score });
  }
  return result;
}

/** O(n^2): the share of pairs of a positive and a negative in the right order, ties half. */
export function pairwiseAuroc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  let right = 0;
  let pairs = 0;
  for (let i = 0; i < labels.length; i++) {
    for (let j = 0; j < labels.length; j++) {
      if (labels[i] !== 1 || labels[j] !== 0) continue;
      pairs++;
      right +=
        (scores[i] as number) > (scores[j] as number) ? 1 : scores[i] === scores[j] ? 0.5 : 0;
    }
  }
  return right / pairs;
}

/** O(n^2): the mean over positives of the precision of `score >= its score`. */
export function definitionalAP(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const indices = Array.from(labels, (_, i) => i);
  const positives = indices.filter((i) => labels[i] === 1);
  const precisionAt = (threshold: number) => {
    const flagged = indices.filter((i) => (scores[i] as number) >= threshold);
    return flagged.filter((i) => labels[i] === 1).length / flagged.length;
  };
  return (
    positives.reduce((total, i) => total + precisionAt(scores[i] as number), 0) / positives.length
  );
}
