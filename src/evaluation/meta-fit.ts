/** Fits a meta classifier to the segments of a labelled set and measures it without the segment, or the image, that it judges. */
import { AnomalensError } from '#src/core/errors';
import { type ClassifierMetrics, classifierMetrics } from '#src/core/meta/classifier-metrics';
import { type DetectionErrors, detectionErrors, isFalsePositive } from '#src/core/meta/detection-errors';
import { FEATURES } from '#src/core/meta/feature-names';
import { leaveOut } from '#src/core/meta/leave-out';
import { fitMetaModel, type MetaModel } from '#src/core/meta/meta-model';
import { standardised } from '#src/core/meta/standardise';
import type { SegmentEvaluation } from '#src/workers/protocol';

/** How the classifier does on segments that it has not learnt from; all segments take part in the standardisation, as published. */
export interface LeftOutResult extends ClassifierMetrics {
  /** Errors when every segment with P(false positive) > 0.5 is removed. */
  after: DetectionErrors;
  /** 1 - errors after / errors before; null without errors. */
  cut: number | null;
}

export interface MetaFit {
  model: MetaModel;
  images: number;
  segments: number;
  before: DetectionErrors;
  leaveOneOut: LeftOutResult;
  leaveOneImageOut: LeftOutResult;
}

/** @throws AnomalensError `option-invalid` without both kinds of segments. */
export function fitToSegments(images: readonly SegmentEvaluation[]): MetaFit {
  const overlaps = images.flatMap((image) => image.overlaps);
  const targets = Uint8Array.from(overlaps, (one) => Number(isFalsePositive(one)));
  const falsePositives = targets.reduce((sum, one) => sum + one, 0);
  if (falsePositives === 0 || falsePositives === targets.length)
    throw new AnomalensError('option-invalid', 'A meta classifier needs segments on anomalies and false positives to learn from.');
  const features = new Float64Array(targets.length * FEATURES);
  const first: number[] = []; // row of each image's first segment
  for (let image = 0, row = 0; image < images.length; row += images[image].overlaps.length, image++) {
    first.push(row);
    features.set(images[image].features, row * FEATURES);
  }
  const model = fitMetaModel(features, targets);
  const examples = { rows: targets.length, columns: FEATURES + 1, values: standardised(features, model), targets };
  const before = detectionErrors(images, () => true);
  const measured = (groups: ArrayLike<number>): LeftOutResult => {
    const odds = leaveOut(examples, groups);
    const after = detectionErrors(images, (image, segment) => odds[first[image] + segment] <= 0);
    return { ...classifierMetrics(odds, targets), after, cut: cutOf(before, after) };
  };
  return {
    model,
    images: images.length,
    segments: targets.length,
    before,
    leaveOneOut: measured(Array.from(targets, (_, row) => row)),
    leaveOneImageOut: measured(images.flatMap(({ overlaps: own }, image) => own.map(() => image))),
  };
}

function cutOf(before: DetectionErrors, after: DetectionErrors): number | null {
  const sum = ({ falsePositives, falseNegatives }: DetectionErrors) => falsePositives + falseNegatives;
  return sum(before) > 0 ? 1 - sum(after) / sum(before) : null;
}
