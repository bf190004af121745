import { random as seeded } from '#src/core/random';
import type { Size } from '#src/core/types';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import type { WhitenedClasses } from './cpu';

export interface MahalanobisCase {
  name: string;
  features: LogitsData;
  whitening: WhitenedClasses;
}

const next = seeded(5);
const numbers = (count: number, range: number) =>
  Array.from({ length: count }, () => (next() * 2 - 1) * range);

/** Features `[channels, height, width]` of `size` pixels, from 0 to `range` as after a ReLU. */
export function featuresOf(channels: number, { width, height }: Size, range: number): LogitsData {
  const grid = {
    width: width * 4,
    height: height * 4,
    paddedWidth: width * 4,
    paddedHeight: height * 4,
  };
  const data = Float32Array.from({ length: channels * width * height }, () => next() * range);
  return { data, classes: channels, width, height, stride: 4, grid };
}

function whiteningOf(
  channels: number,
  components: number,
  classes: number,
  range: number,
): WhitenedClasses {
  return {
    projection: numbers(components * channels, range),
    centres: numbers(classes * components, 5),
  };
}

export const MAHALANOBIS_BY_HAND: MahalanobisCase = {
  name: 'one channel, by hand',
  features: { ...featuresOf(1, { width: 3, height: 1 }, 1), data: Float32Array.of(1, 2, 5) },
  whitening: { projection: [2], centres: [2, 9] }, // 2, 4 and 10 after the projection
};
export const MAHALANOBIS_AS_SHIPPED: MahalanobisCase = {
  name: 'as shipped, prime size',
  features: featuresOf(64, { width: 23, height: 13 }, 4),
  whitening: whiteningOf(64, 32, 19, 1),
};

export const MAHALANOBIS_CASES: MahalanobisCase[] = [
  MAHALANOBIS_BY_HAND,
  MAHALANOBIS_AS_SHIPPED,
  {
    name: 'all components',
    features: featuresOf(64, { width: 8, height: 8 }, 4),
    whitening: whiteningOf(64, 64, 19, 1),
  },
  {
    name: 'strong whitening',
    features: featuresOf(64, { width: 16, height: 4 }, 40),
    whitening: whiteningOf(64, 32, 19, 10),
  },
  {
    name: 'one centre',
    features: featuresOf(7, { width: 5, height: 5 }, 2),
    whitening: whiteningOf(7, 3, 1, 1),
  },
];
