import { random as seeded } from '#src/core/random';
import type { Size } from '#src/core/types';

export interface BlurCase extends Size {
  name: string;
  score: Float32Array<ArrayBuffer>;
}

const random = seeded(5);
const filled = (
  name: string,
  width: number,
  height: number,
  value: (i: number) => number,
): BlurCase => ({
  name,
  width,
  height,
  score: Float32Array.from({ length: width * height }, (_, i) => value(i)),
});

export const BLUR_CASES: BlurCase[] = [
  filled('one pixel', 1, 1, () => 3),
  filled('narrower than the kernel', 2, 3, (i) => i),
  filled('constant', 17, 13, () => -4.25),
  filled('impulse', 15, 15, (i) => (i === 7 * 15 + 7 ? 1 : 0)),
  filled('impulse in the corner', 9, 9, (i) => (i === 0 ? 1 : 0)),
  filled('random', 67, 31, () => random() * 20 - 10),
];
