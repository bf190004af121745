/** Ground truth of one picture, and scores against it. */
import type { EncodingHint, LabelEncoding } from '#src/core/ground-truth/encodings';
import type { RegionOverlaps } from '#src/core/meta/detection-errors';
import type { ComponentMetrics } from '#src/core/metrics/component-metrics';
import type { CurvePoint } from '#src/core/metrics/curves';
import type { PixelMetrics } from '#src/core/metrics/pixel-metrics';
import type { ThresholdMetrics } from '#src/core/metrics/threshold-metrics';
import type { Size } from '#src/core/types';

/** A label file and how to read it; `encoding` null: as the values and the name suggest. */
export interface LabelSource {
  blob: Blob;
  name: string;
  hint: EncodingHint | null;
  encoding: LabelEncoding | null;
}

export interface LabelInfo extends Size {
  encoding: LabelEncoding;
  /** Other readings that the values allow, best first. */
  candidates: LabelEncoding[];
  /** Nothing decides between them: a person should look. */
  ambiguous: boolean;
  /** Pixels. */
  counts: { normal: number; anomaly: number; ignore: number };
  /** 19 classes instead of anomalies. */
  closedSet: boolean;
  notice: string | null;
}

/** One method against the ground truth of one picture. Rates are fractions 0..1. */
export interface Measurement {
  methodId: string;
  metrics: PixelMetrics;
  precisionRecall: CurvePoint[];
  ROC: CurvePoint[];
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
