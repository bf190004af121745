import { random } from '#src/core/random';

/**
 * Channel masks `[passes, channels]`: 0 with probability `rate`, `1 / (1 - rate)` otherwise, so
 * that the mean stays. The same seed gives the same masks on every machine; fewer passes are the
 * first ones of more.
 */
export function dropoutMasks(
  passes: number,
  channels: number,
  rate: number,
  seed: number,
): Float32Array<ArrayBuffer> {
  const next = random(seed);
  return Float32Array.from({ length: passes * channels }, () =>
    next() < rate ? 0 : 1 / (1 - rate),
  );
}
