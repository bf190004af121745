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
    .flatMap(({ overlaps }, image) =>
      overlaps.map((components, segment) => ({
        image,
        components,
        probability: probabilities[image][segment],
      })),
    )
    .sort((a, b) => a.probability - b.probability);
  const found = images.map(() => new Set<number>());
  let falsePositives = 0;
  let falseNegatives = images.reduce((sum, { trueComponents }) => sum + trueComponents, 0);
  const points: ErrorPoint[] = [{ above: 0, falsePositives, falseNegatives }];
  for (const { image, components, probability } of segments) {
    if (isFalsePositive(components)) falsePositives += 1;
    const before = found[image].size;
    for (const component of components) found[image].add(component);
    falseNegatives -= found[image].size - before;
    if (points[points.length - 1].above === probability) points.pop(); // equal ones are kept together
    points.push({ above: probability, falsePositives, falseNegatives });
  }
  return points;
}
