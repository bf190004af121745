import { random as seeded } from '#src/core/random';

export interface MeanCase {
  name: string;
  a: Float32Array<ArrayBuffer>;
  b: Float32Array<ArrayBuffer>;
}

const random = seeded(11);
const scores = (length: number, scale: number) =>
  Float32Array.from({ length }, () => (random() * 2 - 1) * scale);

export const MEAN_CASES: MeanCase[] = [
  { name: 'one pixel', a: Float32Array.of(0.25), b: Float32Array.of(0.75) },
  {
    name: 'ties and signs',
    a: Float32Array.of(1, -3, 0, -0.5),
    b: Float32Array.of(1, 3, -2, -0.5),
  },
  {
    name: 'values that differ in their last bit',
    a: Float32Array.of(1, 1 + 2 ** -23, 80),
    b: Float32Array.of(1 + 2 ** -23, 1 + 2 ** -22, -80),
  },
  { name: 'random, a prime number of pixels', a: scores(1009, 1), b: scores(1009, 80) },
];
