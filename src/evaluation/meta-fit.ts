/**
 * Fits a meta classifier to the segments of labelled images and measures it without the segment, or
 * the image, that it judges.
 */
import { AnomalensError } from '#src/core/errors';
import { classifierMetrics } from '#src/core/meta/classifier-metrics';
import {
  type DetectionErrors,
  detectionErrors,
  isFalsePositive,
  type SegmentOverlaps,
} from '#src/core/meta/detection-errors';
import { FEATURES } from '#src/core/meta/feature-names';
import { leaveOut } from '#src/core/meta/leave-out';
import { fitMetaModel } from '#src/core/meta/meta-model';
import { standardised } from '#src/core/meta/standardise';
import type { LeftOutResult, MetaFit } from '#src/evaluation/types';
import type { NestedSegments } from '#src/protocol/evaluation';

/** Of each kind: without one of them, one is left. */
const FEWEST = 2;

/**
 * One classifier of the segments of all thresholds, measured at each of them.
 * @param images the segments of each image, in the order of the thresholds.
 * @param rest awaited every few milliseconds of work, so that a page can go on meanwhile; it may
 * throw to stop.
 * @throws AnomalensError `meta-segments` without two segments of each kind.
 */
export async function fitToSegments(
  images: readonly (readonly NestedSegments[])[],
  thresholds: readonly number[],
  rest?: () => Promise<void>,
): Promise<MetaFit> {
  const rows = images.flatMap((levels, image) =>
    levels.flatMap((segments, level) => rowsOf(segments, image, level)),
  );
  const targets = Uint8Array.from(rows, ({ overlaps }) => Number(isFalsePositive(overlaps)));
  checkKinds(targets);
  const features = new Float64Array(rows.length * FEATURES);
  for (const [row, { values }] of rows.entries()) features.set(values, row * FEATURES);
  const model = fitMetaModel(features, targets);
  const examples = {
    rows: rows.length,
    columns: FEATURES + 1,
    values: standardised(features, model),
    targets,
  };
  const withoutSegment = await leaveOut(
    examples,
    numbered(rows.map(({ image, around }) => `${image} ${around}`)),
    rest,
  );
  const imageOf = rows.map(({ image }) => image);
  const withoutImage = new Set(imageOf).size > 1 ? await leaveOut(examples, imageOf, rest) : null;
  const results = thresholds.map((threshold, level) => {
    const own = rows.flatMap((row, at) => (row.level === level ? [at] : []));
    const segments = images.map((levels) => levels[level]);
    const before = detectionErrors(segments, () => true);
    const measured = (odds: Float64Array) =>
      leftOut(
        Float64Array.from(own, (at) => odds[at]),
        Uint8Array.from(own, (at) => targets[at]),
        segments,
        before,
      );
    return {
      threshold,
      segments: own.length,
      before,
      leaveOneOut: measured(withoutSegment),
      leaveOneImageOut: withoutImage && measured(withoutImage),
    };
  });
  return { model, images: images.length, segments: rows.length, results };
}

/** A segment with all that the fit needs of it. */
function rowsOf({ features, overlaps, around }: NestedSegments, image: number, level: number) {
  return overlaps.map((own, at) => ({
    image,
    level,
    around: around[at],
    overlaps: own,
    values: features.subarray(at * FEATURES, (at + 1) * FEATURES),
  }));
}

/** The same names get the same number. */
function numbered(names: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return names.map((name) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

/** @param odds of the segments, image after image. */
function leftOut(
  odds: Float64Array,
  targets: Uint8Array,
  images: readonly SegmentOverlaps[],
  before: DetectionErrors,
): LeftOutResult {
  const first: number[] = []; // of each image
  for (let image = 0, at = 0; image < images.length; at += images[image].overlaps.length, image++)
    first.push(at);
  const after = detectionErrors(images, (image, segment) => odds[first[image] + segment] <= 0);
  return { ...classifierMetrics(odds, targets), after, cut: cutOf(before, after) };
}

/** @param targets `[segments]`: 1 for a false positive. */
function checkKinds(targets: Uint8Array): void {
  const falsePositives = targets.reduce((sum, one) => sum + one, 0);
  if (Math.min(falsePositives, targets.length - falsePositives) >= FEWEST) return;
  const found = `${targets.length - falsePositives} on an anomaly and ${falsePositives} beside all of them`;
  throw new AnomalensError(
    'meta-segments',
    `At this threshold there are too few segments to learn from: ${found}, where ${FEWEST} of each kind are needed. Another threshold or more labelled images give more.`,
  );
}

function cutOf(before: DetectionErrors, after: DetectionErrors): number | null {
  const sum = ({ falsePositives, falseNegatives }: DetectionErrors) =>
    falsePositives + falseNegatives;
  return sum(before) > 0 ? 1 - sum(after) / sum(before) : null;
}
