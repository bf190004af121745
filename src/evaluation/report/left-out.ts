import type { ImageResult } from '#src/evaluation/types';

/**
 * Images with a mask of what counts, and the mean share 0..1 of them that it leaves out; null where
 * no image has one.
 */
export function leftOutOf(
  images: readonly ImageResult[],
): { images: number; leftOut: number } | null {
  const shares = images.flatMap(({ leftOut }) => leftOut ?? []);
  if (shares.length === 0) return null;
  return { images: shares.length, leftOut: shares.reduce((a, b) => a + b, 0) / shares.length };
}
