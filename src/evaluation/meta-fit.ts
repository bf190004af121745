/** Fits a meta classifier to the segments of labelled images and measures it without the segment, or the image, that it judges. */
import { AnomalensError } from '#src/core/errors';
import { classifierMetrics } from '#src/core/meta/classifier-metrics';
import { type DetectionErrors, detectionErrors, isFalsePositive } from '#src/core/meta/detection-errors';
import { FEATURES } from '#src/core/meta/feature-names';
import { leaveOut } from '#src/core/meta/leave-out';
import { fitMetaModel } from '#src/core/meta/meta-model';
import { standardised } from '#src/core/meta/standardise';
import type { LeftOutResult, MetaFit } from '#src/evaluation/types';
import type { SegmentEvaluation } from '#src/workers/protocol';

/** Of each kind: without one of them, one is left. */
const FEWEST = 2;

/**
 * @param rest awaited every few milliseconds of work, so that a page can go on meanwhile; it may throw to stop.
 * @throws AnomalensError `meta-segments` without two segments of each kind.
 */
export async function fitToSegments(images: readonly SegmentEvaluation[], rest?: () => Promise<void>): Promise<MetaFit> {
  const overlaps = images.flatMap((image) => image.overlaps);
  const targets = Uint8Array.from(overlaps, (one) => Number(isFalsePositive(one)));
  checkKinds(targets);
  const features = new Float64Array(targets.length * FEATURES);
  const first: number[] = []; // row of each image's first segment
  for (let image = 0, row = 0; image < images.length; row += images[image].overlaps.length, image++) {
    first.push(row);
    features.set(images[image].features, row * FEATURES);
  }
  const model = fitMetaModel(features, targets);
  const examples = { rows: targets.length, columns: FEATURES + 1, values: standardised(features, model), targets };
  const before = detectionErrors(images, () => true);
  const measured = async (groups: ArrayLike<number>): Promise<LeftOutResult> => {
    const odds = await leaveOut(examples, groups, rest);
    const after = detectionErrors(images, (image, segment) => odds[first[image] + segment] <= 0);
    return { ...classifierMetrics(odds, targets), after, cut: cutOf(before, after) };
  };
  const imageOf = images.flatMap(({ overlaps: own }, image) => own.map(() => image));
  return {
    model,
    images: images.length,
    segments: targets.length,
    before,
    leaveOneOut: await measured(Array.from(targets, (_, row) => row)),
    leaveOneImageOut: new Set(imageOf).size > 1 ? await measured(imageOf) : null,
  };
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
  const sum = ({ falsePositives, falseNegatives }: DetectionErrors) => falsePositives + falseNegatives;
  return sum(before) > 0 ? 1 - sum(after) / sum(before) : null;
}
