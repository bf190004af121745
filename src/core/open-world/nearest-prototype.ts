/** NPM, the novel prototype method (Cen et al. 2021, equation 11; methods.md 4.11). */
import { nearestFixedDistance, squaredDistance } from './embedding';
import type { PrototypeRule } from './learnt';

/**
 * Which learnt prototype a pixel belongs to: that nearer than its radius, and nearer than every
 * other prototype, those of the network's classes and the learnt ones.
 * @param f embedding `[classes]`.
 * @returns the position in `rules`, or null.
 */
export function nearestPrototype(
  f: ArrayLike<number>,
  rules: readonly Pick<PrototypeRule, 'prototype' | 'radius'>[],
): number | null {
  const distances = rules.map(({ prototype }) => squaredDistance(f, prototype));
  const nearest = Math.min(...distances);
  const position = distances.indexOf(nearest);
  const rule = rules[position];
  if (!rule || distances.lastIndexOf(nearest) !== position) return null; // as near to another one
  return nearest < rule.radius && nearest < nearestFixedDistance(f) ? position : null;
}

/** Means of embeddings that are added one by one. */
export class PrototypeMean {
  readonly #sum: Float64Array;
  #count = 0;

  constructor(classes: number) {
    this.#sum = new Float64Array(classes);
  }

  add(f: ArrayLike<number>): void {
    for (let k = 0; k < this.#sum.length; k++) (this.#sum[k] as number) += f[k] as number;
    this.#count += 1;
  }

  get count(): number {
    return this.#count;
  }

  /** `[classes]`; NaN while nothing has been added. */
  mean(): number[] {
    return Array.from(this.#sum, (sum) => sum / this.#count);
  }
}
