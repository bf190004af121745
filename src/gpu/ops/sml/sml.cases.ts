import { random as seeded } from '#src/core/random';
import type { Size } from '#src/core/types';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { SCORE_CASES } from '#src/gpu/ops/scores/scores.cases';
import type { MaxLogitStatistics } from './cpu';

export interface SmlCase {
  name: string;
  logits: LogitsData;
  target: Size;
  statistics: MaxLogitStatistics;
}

/** As printed by the authors for DeepLabV3+ with ResNet-101 on Cityscapes (methods.md 1.1). */
export const PUBLISHED: MaxLogitStatistics = {
  mean: [
    9.473, 8.338, 8.446, 7.72, 6.943, 6.6, 7.046, 7.171, 8.44, 7.494, 7.9, 7.612, 6.816, 8.61,
    7.902, 8.232, 7.62, 7.361, 6.763,
  ],
  variance: [
    1.881, 1.558, 2.396, 3.632, 3.576, 4.169, 1.349, 1.676, 3.161, 2.037, 4.483, 2.33, 1.723, 1.609,
    4.869, 6.727, 4.301, 3.007, 2.332,
  ],
};

const next = seeded(11);
const randomStatistics = (classes: number): MaxLogitStatistics => ({
  mean: Array.from({ length: classes }, () => 4 + 8 * next()),
  variance: Array.from({ length: classes }, () => 0.5 + 6 * next()),
});

/** One pixel where road is predicted with a logit of 12.2. */
export const GOLDEN_PIXEL: SmlCase = {
  name: 'golden value',
  logits: {
    data: Float32Array.from({ length: 19 }, (_, c) => (c === 0 ? 12.2 : c / 2)),
    classes: 19,
    width: 1,
    height: 1,
    stride: 4,
    grid: { width: 4, height: 4, paddedWidth: 4, paddedHeight: 4 },
  },
  target: { width: 1, height: 1 },
  statistics: PUBLISHED,
};

export const SML_CASES: SmlCase[] = [
  GOLDEN_PIXEL,
  ...SCORE_CASES.map(({ name, logits, target }) => ({
    name,
    logits,
    target,
    statistics: logits.classes === 19 ? PUBLISHED : randomStatistics(logits.classes),
  })),
];
