/** Regions of one image and what they meet in its ground truth. */
export interface RegionOverlaps {
  /** Per region the true regions with which it shares a pixel: 0..trueRegions - 1. */
  overlaps: readonly (readonly number[])[];
  trueRegions: number;
}

export interface DetectionErrors {
  /** Kept regions that share no pixel with a true region. */
  falsePositives: number;
  /** True regions that share no pixel with a kept region. */
  falseNegatives: number;
}

/** A false positive shares not one pixel with a true region. */
export function isFalsePositive(overlaps: readonly number[]): boolean {
  return overlaps.length === 0;
}

/**
 * Errors of the regions that `keep` keeps. The false positives left are counted as such; the
 * published code counts the wrongly removed true positives instead.
 */
export function detectionErrors(
  images: readonly RegionOverlaps[],
  keep: (image: number, region: number) => boolean,
): DetectionErrors {
  let falsePositives = 0;
  let falseNegatives = 0;
  for (const [image, { overlaps, trueRegions }] of images.entries()) {
    const kept = overlaps.filter((_, region) => keep(image, region));
    falsePositives += kept.filter(isFalsePositive).length;
    falseNegatives += trueRegions - new Set(kept.flat()).size;
  }
  return { falsePositives, falseNegatives };
}
