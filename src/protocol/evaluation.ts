/** Evaluations of whole sets. */
import type { MapRegion } from '#src/core/drives/map-regions';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import type { RegionOverlaps } from '#src/core/meta/detection-errors';
import type { ComponentCounts } from '#src/core/metrics/component-metrics';
import type { ClosedSetMetrics } from '#src/core/metrics/confusion';
import type { CurvePoint } from '#src/core/metrics/curves';
import type { MaskCurve } from '#src/core/metrics/mask-curve';
import type { MaskSweep } from '#src/core/metrics/mask-sweep';
import type { PixelMetrics } from '#src/core/metrics/pixel-metrics';
import type { Confusion } from '#src/core/metrics/threshold-metrics';
import type { SearchRange, ThresholdSearch } from '#src/core/metrics/threshold-search';
import type { AlarmCurve } from '#src/core/operating-point/alarm-ladder';
import type { OperatingPoint } from '#src/core/operating-point/operating-point';
import type { PointSearch } from '#src/core/operating-point/point-search';
import type { PixelPoint, Wish } from '#src/core/operating-point/wish';
import type { SliceKind } from '#src/core/slices/object-slices';
import type { Size } from '#src/core/types';
import type { LabelInfo } from '#src/protocol/labels';
import type { MethodSettings } from '#src/protocol/scores';

/** What an evaluation keeps of one image. Rates are fractions 0..1. */
export interface ImageEvaluation extends Size {
  reading: LabelReading;
  /** EXIF orientation that was applied to the label, 1 for none. */
  turned: number;
  /** Pixels. */
  counts: LabelInfo['counts'];
  notice: string | null;
  /** Fraction 0..1 of the image outside the region of interest; absent without one. */
  leftOut?: number;
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
  /** Packed likewise: each pixel at the edge of its image's bin, as SegmentMeIfYouCan counts it. */
  smiyc: Uint8Array<ArrayBuffer>;
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
  /** In the order of the wishes; absent without any, and for a shard. */
  operatingPoints?: OperatingPoint[];
  /** For a threshold by false alarms that is chosen later; absent where none were counted. */
  alarms?: AlarmCurve;
}

/** What the pools of a run say by themselves. */
export interface SummaryMetrics extends PooledMetrics {
  /** Where the pooled threshold has yet to be found in the images; null where it is exact. */
  search: ThresholdSearch | null;
  /** Absent unless asked for. */
  operating?: OperatingSearch;
}

/** What the pool of a method says of the thresholds that a person wishes for. */
export interface OperatingSearch {
  wishes: readonly Wish[];
  /** For the wishes of pixels, in their order. */
  searches: PointSearch[];
  /** Falling thresholds to count false alarms at; empty where nobody asks for them. */
  ladder: PixelPoint[];
  /** Pixels of the set. */
  positives: number;
  negatives: number;
}

/** One value for each definition that finds a best F1 over a whole set. */
export interface ByDefinition<T> {
  pooled: T;
  smiyc: T;
}

/**
 * What the second pass of an evaluation asks of one method: the whole set has settled the
 * thresholds.
 */
export interface ComponentQuestion {
  settings: MethodSettings;
  /** At which components are counted; null where the set has no best F1. */
  thresholds: ByDefinition<number | null>;
  /** Ascending, of masks; null for methods that are not compared as masks. */
  sweep: readonly number[] | null;
  /** At which regions in an image without anomalies are counted; null for a score from files. */
  defaultThreshold: number | null;
  /** By what the image's pixels are told apart; absent for nothing. */
  slices?: readonly SliceKind[];
  /** What the thresholds give is counted in images with anomalies, too. */
  alarms?: boolean;
  /** Ascending, at which false alarms are counted; absent for none. */
  alarmsAt?: readonly number[];
}

/** What the pass that finds a threshold asks of one method. */
export interface WithinQuestion {
  settings: MethodSettings;
  ranges: readonly SearchRange[];
}

/** At which threshold a method's regions are taken, `score >= threshold`. */
export interface FrameQuestion {
  settings: MethodSettings;
  threshold: number;
}

/** One frame, all on its label's grid; 8-connected, void left out before labelling. */
export interface FrameRegions extends Size {
  /**
   * Anomalous instances by their id where the label has such ids, otherwise components; null without
   * a label, and where the label is void everywhere.
   */
  objects: { instance: number | null; region: MapRegion }[] | null;
  /** In the order of the questions. */
  regions: MapRegion[][];
}

/** The pixels of one image in one slice of the set. */
export interface SliceOfImage {
  by: SliceKind;
  /** Null for that of its folder. */
  slice: string | null;
  objects: number;
  /** Anomalous ones of the label. */
  pixels: number;
  /** Packed: anomalous pixels alone for a slice of objects. */
  histogram: Uint8Array<ArrayBuffer>;
}

/** The answer for one image; null where nothing was asked for. */
export interface ComponentAnswer {
  /** Absent unless asked for. */
  slices?: SliceOfImage[];
  /** By threshold of `alarmsAt`; absent unless asked for, and of an image that is void everywhere. */
  falseAlarms?: number[];
  counts: ByDefinition<ComponentCounts | null>;
  masks: MaskCurve | null;
  /**
   * Components `score >= defaultThreshold`, without the small ones, where the label holds no
   * anomaly: every one is a false alarm.
   */
  falseRegions: number | null;
  /** Absent unless asked for, of an image without a known pixel, and without a default threshold. */
  alarms?: AlarmsOfImage;
}

/** One image at two thresholds that are the same for the whole set. Counts of pixels leave void out. */
interface AlarmsOfImage {
  /** `score >= thresholds.pooled`; null where the set has no best F1. */
  atBest: Confusion | null;
  /** `score >= defaultThreshold`. */
  atDefault: Confusion;
  /**
   * Components `score >= defaultThreshold`, without the small ones, that share no pixel with an
   * anomaly.
   */
  falseAlarms: number;
}

/** `counts [19, 19]`: rows are the ground truth, columns the prediction. */
export interface PooledClasses {
  counts: number[];
  metrics: ClosedSetMetrics;
}

/** The regions of one image at one threshold, on the label's grid. */
export interface RegionEvaluation extends RegionOverlaps {
  /** `[n, 75]` in the order of the overlaps. */
  features: Float64Array<ArrayBuffer>;
}

/** The regions of one image at one of several thresholds. */
export interface NestedRegions extends RegionEvaluation {
  /** `[n]` the region of the lowest threshold that each lies in. */
  around: Uint32Array<ArrayBuffer>;
}
