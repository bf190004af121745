/** What the messages of protocol.ts carry about ground truth and evaluations. Types only. */
import type { EncodingHint, LabelEncoding } from '#src/core/ground-truth/encodings';
import type { SegmentOverlaps } from '#src/core/meta/detection-errors';
import type { ComponentCounts, ComponentMetrics } from '#src/core/metrics/component-metrics';
import type { ClosedSetMetrics } from '#src/core/metrics/confusion';
import type { CurvePoint } from '#src/core/metrics/curves';
import type { MaskCurve } from '#src/core/metrics/mask-curve';
import type { MaskSweep } from '#src/core/metrics/mask-sweep';
import type { PixelMetrics } from '#src/core/metrics/pixel-metrics';
import type { ThresholdMetrics } from '#src/core/metrics/threshold-metrics';
import type { Size } from '#src/core/types';
import type { MethodSettings } from '#src/workers/protocol-basics';

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
  detection: JudgedSegments | null;
}

/**
 * The segments `score >= threshold` of one image on the label's grid, void removed before
 * labelling.
 */
export interface JudgedSegments extends SegmentOverlaps {
  /** P(false positive) `[n]`, in the order of the overlaps. */
  probabilities: Float64Array<ArrayBuffer>;
}

/** What an evaluation keeps of one image. Rates are fractions 0..1. */
export interface ImageEvaluation extends Size {
  encoding: LabelEncoding;
  /** Pixels. */
  counts: LabelInfo['counts'];
  notice: string | null;
  /** From the file to the scores of all methods or to the classes; the metrics are not in it. */
  milliseconds: number;
  /**
   * In the order of the settings; `bootstrap` is a packed histogram, `milliseconds` from the file
   * to the scores of this method's network, whose methods share one run. Empty for a label of
   * classes.
   */
  methods: {
    methodId: string;
    metrics: PixelMetrics;
    bootstrap: Uint8Array<ArrayBuffer>;
    milliseconds: number;
  }[];
  /** `[height, width]` on the label's grid, in the order of the settings; null unless asked for. */
  scores: Float32Array[] | null;
  /** Null unless the label holds classes. */
  classes: ClosedSetMetrics | null;
}

/** The pixels of all images of a run for one method. */
export interface MethodPool {
  methodId: string;
  /** Packed by `packSparse`. */
  histogram: Uint8Array<ArrayBuffer>;
  /** The thresholds that the images give in the SegmentMeIfYouCan definition, ascending. */
  percentileKeys: Uint32Array<ArrayBuffer>;
}

export interface PooledMetrics {
  methodId: string;
  pooled: PixelMetrics;
  smiyc: PixelMetrics;
  precisionRecall: CurvePoint[];
  ROC: CurvePoint[];
  /**
   * Thresholds to take the score as masks at; null for a score without bounds before its first
   * pixel.
   */
  sweep: MaskSweep | null;
}

/**
 * What the second pass of an evaluation asks of one method: the whole set has settled the
 * thresholds.
 */
export interface ComponentQuestion {
  settings: MethodSettings;
  /** Of the components; null where the set has no best F1. */
  threshold: number | null;
  /** Ascending, of masks; null for methods that are not compared as masks. */
  sweep: readonly number[] | null;
  /** Of the regions in an image without anomalies. */
  defaultThreshold: number;
}

/** The answer for one image; null where nothing was asked for. */
export interface ComponentAnswer {
  counts: ComponentCounts | null;
  masks: MaskCurve | null;
  /**
   * Components `score >= defaultThreshold`, without the small ones, where the label holds no
   * anomaly: every one is a false alarm.
   */
  falseRegions: number | null;
}

/** `counts [19, 19]`: rows are the ground truth, columns the prediction. */
export interface PooledClasses {
  counts: number[];
  metrics: ClosedSetMetrics;
}

/** The segments of one image at one threshold, on the label's grid. */
export interface SegmentEvaluation extends SegmentOverlaps {
  /** `[n, 75]` in the order of the overlaps. */
  features: Float64Array<ArrayBuffer>;
}

/** The same at one of several thresholds. */
export interface NestedSegments extends SegmentEvaluation {
  /** `[n]` the segment of the lowest threshold that each lies in. */
  around: Uint32Array<ArrayBuffer>;
}
