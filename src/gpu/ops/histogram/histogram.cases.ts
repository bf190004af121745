import { random as seeded } from '#src/core/random';

export interface HistogramCase {
  name: string;
  score: Float32Array<ArrayBuffer>;
}

const random = seeded(9);

export const HISTOGRAM_CASES: HistogramCase[] = [
  { name: 'one pixel', score: Float32Array.of(-2.5) },
  { name: 'all equal', score: new Float32Array(65).fill(0.25) },
  { name: 'both signs', score: Float32Array.from({ length: 4099 }, () => random() * 30 - 20) },
  {
    name: 'with NaN and infinities',
    score: Float32Array.of(
      1,
      Number.NaN,
      -3,
      Number.POSITIVE_INFINITY,
      2,
      Number.NEGATIVE_INFINITY,
    ),
  },
  { name: 'nothing finite', score: Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY) },
  {
    name: 'more groups than one dimension takes',
    score: Float32Array.from({ length: 65_535 * 64 + 77 }, (_, i) => i % 1000),
  },
];
