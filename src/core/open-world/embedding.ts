/**
 * The metric space of DMLNet (Cen et al. 2021; methods.md 4.2): an embedding `f [classes]` of
 * logits 2 T f, one prototype per class.
 */

/** T: the prototype of class k is T onehot(k). */
export const PROTOTYPE_LENGTH = 3;

/** softmax of the negated squared distances is softmax(2 T f). */
export const LOGITS_PER_EMBEDDING = 2 * PROTOTYPE_LENGTH;

/**
 * `|f - T onehot(k)|^2` to the nearest of the network's prototypes, which is that of the largest
 * f_k. @param f `[classes]`.
 */
export function nearestFixedDistance(f: ArrayLike<number>): number {
  let nearest = 0;
  for (let k = 1; k < f.length; k++) if ((f[k] as number) > (f[nearest] as number)) nearest = k;
  // Summed as `squaredDistance` is: a learnt prototype at the same place is exactly as near.
  let sum = 0;
  for (let k = 0; k < f.length; k++)
    sum += ((f[k] as number) - (k === nearest ? PROTOTYPE_LENGTH : 0)) ** 2;
  return sum;
}

/** `|f - m|^2`, both `[classes]`. */
export function squaredDistance(f: ArrayLike<number>, m: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < m.length; k++) sum += ((f[k] as number) - (m[k] as number)) ** 2;
  return sum;
}
