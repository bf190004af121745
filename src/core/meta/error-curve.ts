import { type DetectionErrors, isFalsePositive, type SegmentOverlaps } from './detection-errors';

/** Errors when every segment with P(false positive) > `above` is removed. */
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
  images: readonly SegmentOverlaps[],
  probabilities: readonly ArrayLike<number>[],
): ErrorPoint[] {
  const segments = images
    .flatMap(({ overlaps }, image) => {
      const ofSegments = probabilities[image] as ArrayLike<number>;
      // The components of the image that its kept segments show.
      const found = new Set<number>();
      return overlaps.map((components, segment) => ({
        components,
        probability: ofSegments[segment] as number,
        found,
      }));
    })
    .sort((a, b) => a.probability - b.probability);
  let falsePositives = 0;
  let falseNegatives = images.reduce((sum, { trueComponents }) => sum + trueComponents, 0);
  const points: ErrorPoint[] = [{ above: 0, falsePositives, falseNegatives }];
  for (const { components, probability, found } of segments) {
    if (isFalsePositive(components)) falsePositives += 1;
    const before = found.size;
    for (const component of components) found.add(component);
    falseNegatives -= found.size - before;
    if (points.at(-1)?.above === probability) points.pop(); // equal ones are kept together
    points.push({ above: probability, falsePositives, falseNegatives });
  }
  return points;
}
