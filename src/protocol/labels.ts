/** Ground truth of one picture, and scores against it. */

import type { LabelReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import type { LeftOut } from '#src/core/ground-truth/left-out';
import type { LabelTurn, TurnRequest } from '#src/core/ground-truth/turn-label';
import type { RegionOverlaps } from '#src/core/meta/detection-errors';
import type { ComponentMetrics } from '#src/core/metrics/component-metrics';
import type { CountsByTruth } from '#src/core/metrics/counts-by-truth';
import type { CurvePoint } from '#src/core/metrics/curves';
import type { PixelMetrics } from '#src/core/metrics/pixel-metrics';
import type { ThresholdMetrics } from '#src/core/metrics/threshold-metrics';
import type { Size } from '#src/core/types';

/** A label file and how to read it. */
export interface LabelSource {
  blob: Blob;
  name: string;
  reading: LabelReading;
  /** Its picture may have been turned as the camera noted it (EXIF). */
  turn: TurnRequest;
  /** What is void whatever the label says, where the page leaves something out. */
  leftOut?: LeftOut | null;
}

/** What a label file holds, before anything is said about its meaning. */
export interface InspectedLabel extends Size {
  values: LabelValues;
}

export interface LabelInfo extends Size {
  reading: LabelReading;
  turn: LabelTurn;
  /** Pixels. */
  counts: { normal: number; anomaly: number; ignore: number };
  /** 19 classes instead of anomalies. */
  closedSet: boolean;
  notice: string | null;
}

/** A picture with what counts in its label painted on it, for looking at before it is accepted. */
export interface LabelPreview extends Size {
  /** `[height, width, 4]`, opaque. */
  rgba: Uint8ClampedArray<ArrayBuffer>;
  /** Pixels of the label. */
  counts: LabelInfo['counts'];
}

/** One method against the ground truth of one picture. Rates are fractions 0..1. */
export interface Measurement {
  methodId: string;
  metrics: PixelMetrics;
  precisionRecall: CurvePoint[];
  ROC: CurvePoint[];
  /** Over the pixels of the label. */
  counts: CountsByTruth;
}

export interface MeasurementAt {
  pixels: ThresholdMetrics;
  components: ComponentMetrics;
  /** Null without a meta classifier. */
  detection: JudgedRegions | null;
}

/**
 * The regions `score >= threshold` of one image on the label's grid, void removed before
 * labelling.
 */
export interface JudgedRegions extends RegionOverlaps {
  /** P(false positive) `[n]`, in the order of the overlaps. */
  probabilities: Float64Array<ArrayBuffer>;
}
