/**
 * Classes that a person has taught in the page (DMLNet, Cen et al. 2021; methods.md 4.9 to 4.12).
 */

/**
 * NPM: a pixel is of the class where it is nearer to this prototype than `radius`, and than to
 * every other prototype.
 */
export interface PrototypeRule {
  kind: 'prototype';
  /** Mean embedding `[classes]` of the annotated pixels, f = z / 6. */
  prototype: readonly number[];
  /** Lambda: the largest squared distance. */
  radius: number;
}

/**
 * PLM: a linear head of its own on the network's features; a pixel is of the class where the last
 * output is the largest.
 */
export interface HeadRule {
  kind: 'head';
  /**
   * `[outputs, channels]`, row by row. Outputs: the network's classes, those learnt before, and
   * this one.
   */
  weights: readonly number[];
  /** `[outputs]` */
  bias: readonly number[];
}

export type LearntRule = PrototypeRule | HeadRule;

/**
 * One learnt class. Those learnt later come later in a list, and their rules know of those before.
 */
export interface LearntClass {
  name: string;
  /** `#rrggbb` */
  colour: string;
  rule: LearntRule;
}

/**
 * Index in an open map: the network's classes are 0..N-1, unknown is N, and learnt classes follow.
 */
export function learntIndex(networkClasses: number, position: number): number {
  return networkClasses + 1 + position;
}
