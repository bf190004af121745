/**
 * Scores of a metric head whose logits are 2 T f for an embedding f, with the prototype T onehot(k)
 * for class k (Cen et al. 2021).
 */
import { LOGITS_PER_EMBEDDING, PROTOTYPE_LENGTH } from '#src/core/open-world/embedding';

/** Weight of EDS in the mix: `1 / (1 + exp(-beta (eds - gamma)))`. */
export interface DistanceMix {
  beta: number;
  gamma: number;
}

/**
 * EDS between fixed bounds, 0..1: `1 - clamp((S - a) / a, 0, 1)` for the sum `S = sum_k |f - T
 * onehot(k)|^2` of the squared distances to all prototypes, which is at least `a = (q - 1) T^2`,
 * and `2 a` at a prototype. `S - a = q sum_k (f_k - T / q)^2`.
 * @param logits `[classes]`.
 */
export function distanceScore(logits: Float32Array): number {
  const q = logits.length;
  if (q < 2) return 0;
  let sum = 0;
  for (let k = 0; k < q; k++)
    sum += ((logits[k] as number) / LOGITS_PER_EMBEDDING - PROTOTYPE_LENGTH / q) ** 2;
  return 1 - Math.min(1, (q * sum) / ((q - 1) * PROTOTYPE_LENGTH ** 2));
}

/** EDS where it is far above gamma, MMSP (1 - p1) far below, in between both. */
export function mixedScore(eds: number, mmsp: number, { beta, gamma }: DistanceMix): number {
  const alpha = 1 / (1 + Math.exp(-beta * (eds - gamma)));
  return alpha * eds + (1 - alpha) * mmsp;
}
