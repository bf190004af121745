/** Segments of one image and what they meet in its ground truth. */
export interface SegmentOverlaps {
  /** Per segment the true components with which it shares a pixel: 0..trueComponents - 1. */
  overlaps: readonly (readonly number[])[];
  trueComponents: number;
}

export interface DetectionErrors {
  /** Kept segments that share no pixel with a true component. */
  falsePositives: number;
  /** True components that share no pixel with a kept segment. */
  falseNegatives: number;
}

/** A false positive shares not one pixel with a true component. */
export function isFalsePositive(overlaps: readonly number[]): boolean {
  return overlaps.length === 0;
}

/**
 * Errors of the segments that `keep` keeps. The false positives left are counted as such; the
 * published code counts the wrongly removed true positives instead.
 */
export function detectionErrors(
  images: readonly SegmentOverlaps[],
  keep: (image: number, segment: number) => boolean,
): DetectionErrors {
  let falsePositives = 0;
  let falseNegatives = 0;
  for (const [image, { overlaps, trueComponents }] of images.entries()) {
    const kept = overlaps.filter((_, segment) => keep(image, segment));
    falsePositives += kept.filter(isFalsePositive).length;
    falseNegatives += trueComponents - new Set(kept.flat()).size;
  }
  return { falsePositives, falseNegatives };
}
