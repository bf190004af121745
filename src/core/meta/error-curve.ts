import { type DetectionErrors, isFalsePositive, type RegionOverlaps } from './detection-errors';

/** Errors when every region with P(false positive) > `above` is removed. */
export interface ErrorPoint extends DetectionErrors {
  above: number;
}

/**
 * Errors over the threshold of P(false positive), 0 first, then every probability that occurs,
 * ascending. Between two points the errors are those of the left one; those of the last one are the
 * errors without removal.
 * @param probabilities `[n]` per image, in the order of its overlaps.
 */
export function errorCurve(
  images: readonly RegionOverlaps[],
  probabilities: readonly ArrayLike<number>[],
): ErrorPoint[] {
  const regions = images
    .flatMap(({ overlaps }, image) => {
      const ofImage = probabilities[image] as ArrayLike<number>;
      // The true regions of the image that its kept ones show.
      const found = new Set<number>();
      return overlaps.map((touched, region) => ({
        touched,
        probability: ofImage[region] as number,
        found,
      }));
    })
    .sort((a, b) => a.probability - b.probability);
  let falsePositives = 0;
  let falseNegatives = images.reduce((sum, { trueRegions }) => sum + trueRegions, 0);
  const points: ErrorPoint[] = [{ above: 0, falsePositives, falseNegatives }];
  for (const { touched, probability, found } of regions) {
    if (isFalsePositive(touched)) falsePositives += 1;
    const before = found.size;
    for (const region of touched) found.add(region);
    falseNegatives -= found.size - before;
    if (points.at(-1)?.above === probability) points.pop(); // equal ones are kept together
    points.push({ above: probability, falsePositives, falseNegatives });
  }
  return points;
}
