import { random as seeded } from '#src/core/random';
import { featuresOf } from '#src/gpu/ops/mahalanobis/mahalanobis.cases';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import type { Classifier } from './cpu';

export interface DropoutCase {
  name: string;
  features: LogitsData;
  classifier: Classifier;
  passes: number;
  rate: number;
}

const next = seeded(9);
const numbers = (count: number, range: number) =>
  Array.from({ length: count }, () => (next() * 2 - 1) * range);
const classifierOf = (classes: number, channels: number, range: number): Classifier => ({
  weight: numbers(classes * channels, range),
  bias: numbers(classes, 1),
});

export const DROPOUT_AS_SHIPPED: DropoutCase = {
  name: 'as shipped, prime size',
  features: featuresOf(64, { width: 23, height: 13 }, 2),
  classifier: classifierOf(19, 64, 0.5),
  passes: 4,
  rate: 0.2,
};
export const NOTHING_DROPPED: DropoutCase = {
  name: 'nothing dropped',
  features: featuresOf(64, { width: 9, height: 5 }, 2),
  classifier: classifierOf(19, 64, 0.5),
  passes: 2,
  rate: 0,
};

export const DROPOUT_CASES: DropoutCase[] = [
  DROPOUT_AS_SHIPPED,
  {
    name: 'confident',
    features: featuresOf(64, { width: 8, height: 8 }, 8),
    classifier: classifierOf(19, 64, 2),
    passes: 3,
    rate: 0.5,
  },
  NOTHING_DROPPED,
  {
    name: 'two classes',
    features: featuresOf(3, { width: 5, height: 7 }, 1),
    classifier: classifierOf(2, 3, 1),
    passes: 8,
    rate: 0.9,
  },
];
