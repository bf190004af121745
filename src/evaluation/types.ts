/**
 * What an evaluation is asked and what it gives. Shared by the benchmark page and the headless
 * command.
 */

import type { Corruption } from '#src/core/corruptions/corruption';
import type { ErrorCode } from '#src/core/errors';
import type { LabelOptions } from '#src/core/ground-truth/chosen-reading';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import type { LeftOut } from '#src/core/ground-truth/left-out';
import type { PresetId } from '#src/core/ground-truth/presets';
import type { ClassifierMetrics } from '#src/core/meta/classifier-metrics';
import type { DetectionErrors } from '#src/core/meta/detection-errors';
import type { MetaModel } from '#src/core/meta/meta-model';
import type { ComponentFilters, ComponentMetrics } from '#src/core/metrics/component-metrics';
import type { ClosedSetMetrics } from '#src/core/metrics/confusion';
import type { Interval, MetricIntervals } from '#src/core/metrics/intervals';
import type { MaskMetrics } from '#src/core/metrics/mask-curve';
import type { PixelMetrics } from '#src/core/metrics/pixel-metrics';
import type { WishedThresholds } from '#src/core/operating-point/wish';
import type { Card } from '#src/core/own-network/card';
import type { SliceKind } from '#src/core/slices/object-slices';
import type { CorruptionResult } from '#src/evaluation/corruptions/types';
import type { DriveResults } from '#src/evaluation/drives/types';
import type { ByDefinition, PooledClasses, PooledMetrics } from '#src/protocol/evaluation';
import type { LabelInfo } from '#src/protocol/labels';
import type { DriveFrame } from '#src/protocol/pictures';
import type { MethodSettings } from '#src/protocol/scores';

/** A file that is read when its turn comes; `name` is its path within the set. */
export interface EvaluationFile {
  name: string;
  read(): Promise<Blob>;
}

export interface EvaluationItem {
  /**
   * Unique in the set: the image's path without its extension; where no image is there, what its
   * label is called after.
   */
  stem: string;
  /** The label's file where no image is there; `read` of a frame gives what it is known again by. */
  image: EvaluationFile & { frame?: DriveFrame };
  /** Scores from files are compared with the label alone. */
  withoutPicture?: boolean;
  /** Null: reported as an error of this image. */
  label: EvaluationFile | null;
  /** The data set that the label's name or folder tells. */
  hint: PresetId | null;
  /** Null: decided over all labels of the set. */
  reading: LabelReading | null;
  /** Folder of the label within the set. */
  folder: string;
  /** The label lies as the picture is stored: it is turned as EXIF turns the picture. */
  turn: boolean;
  /** Scores of methods that are none of the page. */
  scores?: ScoreItem[];
  /** What is void whatever the label says, where the page leaves something out. */
  leftOut?: LeftOut | null;
}

/** A file with a method's score for one image. */
export interface ScoreItem {
  methodId: string;
  file: EvaluationFile;
  /** It lies as the picture is stored. */
  turn: boolean;
  /** It is the logits of a recorded network, whose formulas are methods. */
  isRecorded?: boolean;
}

/** How the labels of a set are read where neither values nor names say it. */
export interface LabelRules extends Omit<LabelOptions, 'closedSet'> {
  /** What values are called, by a file beside the labels. */
  names: LabelValues['names'];
}

/** A shard is asked for no thresholds: it cannot know them. */
export interface EvaluationOptions extends WishedThresholds {
  settings: MethodSettings[];
  /**
   * Ids of the networks behind the methods; of a closed-set evaluation the one whose classes are
   * compared.
   */
  models: string[];
  longSide: number;
  /** Long side of the second look that the settings ask for; absent or null where they ask for none. */
  secondLook?: number | null;
  filters: ComponentFilters;
  /** How a person's own networks are fed and read; absent without one. */
  cards?: readonly Card[];
  /** Labels hold the 19 classes: pools a confusion matrix instead of scores. */
  closedSet: boolean;
  labels: LabelRules;
  /** Id of the method that every other one is compared with; absent for the usual one. */
  baseline?: string | null;
  /** Ids of methods that a person names otherwise, so that a wrong one costs no run. */
  named?: readonly string[];
  /** By what anomalies and images are told apart, besides all together; absent for nothing. */
  slices?: readonly SliceKind[];
  /** What the pictures are seen under in further passes; absent for none. Not of a shard. */
  corruptions?: readonly Corruption[];
  /**
   * Every `count`-th image from the `index`-th, counted from 1; null for the whole set. No
   * component pass then: the threshold of the whole set is not known.
   */
  shard: Shard | null;
}

export interface Shard {
  index: number;
  count: number;
}

/** Named bytes: a folder behind the command's server, or the browser's own storage. */
export interface FileStore {
  /** Null when there is none. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface EvaluationStores {
  /** Checkpoints, and what is too much to hold of every image. */
  state: FileStore;
  /** Takes `scores/<method>/<stem>.npy`, and of a shard `labels/<stem>.png`; null keeps neither. */
  results: FileStore | null;
}

export interface EvaluationControl {
  signal?: AbortSignal;
  /** Asked before every image: a promise pauses the run, after a checkpoint, until it resolves. */
  paused?: () => Promise<void> | null;
  onProgress?: (progress: EvaluationProgress) => void;
}

export interface EvaluationProgress {
  phase: 'labels' | 'pixels' | 'threshold' | 'components' | 'intervals';
  /**
   * Images of this phase, those of an earlier run included; in the phase of the intervals, methods.
   */
  done: number;
  total: number;
  /** The image under way; in the phase of the intervals, the id of the method. */
  stem: string;
  /** What the images of this pass are seen under; absent for nothing. */
  corruption?: Corruption;
  /** The image that has just been finished, in the pixel phase. */
  image?: ImageResult;
  error?: ImageError;
}

export interface ImageError {
  /** The image's path within the set. */
  file: string;
  code: ErrorCode;
  message: string;
}

/** Fractions 0..1. */
export interface ImageResult {
  stem: string;
  name: string;
  milliseconds: number;
  /** By method id, from the file to the scores; the methods of one network share its run. */
  methodMilliseconds: Record<string, number>;
  /** Pixels. */
  counts: LabelInfo['counts'];
  notice: string | null;
  /** How the label was read. */
  reading: LabelReading;
  /** EXIF orientation that was applied to the label, 1 for none. */
  turned: number;
  /** Fraction of the image outside the region of interest; absent without one. */
  leftOut?: number;
  methods: Record<string, PixelMetrics>;
  classes: ClosedSetMetrics | null;
}

export interface MethodResult extends Omit<PooledMetrics, 'sweep'> {
  settings: MethodSettings;
  /** 95 % bootstrap intervals over images of the pooled metrics. */
  intervals: MetricIntervals;
  /**
   * Intervals of the method minus the baseline on the same resamples; null for the baseline itself.
   */
  difference: { to: string; AP: Interval | null; FPR95: Interval | null } | null;
  /**
   * At the threshold of each definition's best F1; null for a shard and where it is undefined.
   */
  components: ByDefinition<ComponentMetrics | null>;
  /**
   * False alarms in the images without anomalies; null for a shard, and for a score from files,
   * which has no default threshold.
   */
  clean: CleanImages | null;
  /**
   * The thresholded map as masks, over all thresholds, for S2M and its source. Null for other
   * methods and for a shard.
   */
  masks: MaskResult | null;
}

/** False alarms where nothing is unknown. */
export interface CleanImages {
  /**
   * Images without a positive pixel, and those of them in which a region lies at or above the
   * method's default threshold.
   */
  images: number;
  withRegion: number;
  threshold: number;
}

export interface MaskResult extends Omit<MaskMetrics, 'IoUPerImage'> {
  /** At the best threshold, by the image's stem. */
  IoUPerImage: Record<string, number>;
  difference: MaskDifference | null;
}

/** S2M minus its source on the same resamples of the images. */
export interface MaskDifference {
  to: string;
  /** Mean over images, each method at the threshold of its best mean IoU. */
  IoU: Interval | null;
  /** F1 of the components, each method at its threshold of the pooled best F1. */
  componentF1: Interval | null;
}

/**
 * How the classifier does on regions that it has not learnt from; all regions take part in the
 * standardisation, as published.
 */
export interface LeftOutResult extends ClassifierMetrics {
  /** Errors when every region with P(false positive) > 0.5 is removed. */
  after: DetectionErrors;
  /** 1 - errors after / errors before; null without errors. */
  cut: number | null;
}

/** A meta classifier and what it gains on the set that it was fitted to. */
export interface MetaFit {
  model: MetaModel;
  images: number;
  regions: number;
  /** One for each threshold, from its own regions alone. */
  results: MetaResult[];
}

export interface MetaResult {
  threshold: number;
  regions: number;
  before: DetectionErrors;
  /**
   * Without the region, and without those of other thresholds that lie in the same region of the
   * lowest one.
   */
  leaveOneOut: LeftOutResult;
  /** Null of a single image: nothing is left to learn from. */
  leaveOneImageOut: LeftOutResult | null;
}

/** Everything a report or a table is made of. Fractions 0..1. */
export interface Evaluation {
  longSide: number;
  /** The long sides at which networks saw each picture, one or two. */
  looks: number[];
  threads: number;
  /** Model id to SHA-256. */
  models: Record<string, string>;
  filters: ComponentFilters;
  shard: Shard | null;
  /** In the order of the items. */
  images: ImageResult[];
  errors: ImageError[];
  methods: MethodResult[];
  classes: PooledClasses | null;
  /** Absent unless the images are frames of drives. */
  drives?: DriveResults;
  /** Absent unless asked for. */
  slices?: SliceResult[];
  /** Absent unless asked for; the first is of the images as they are. */
  corruptions?: CorruptionResult[];
}

/** Pooled metrics of some of the anomalies, or of the images of one folder. Fractions 0..1. */
export interface SliceResult {
  by: SliceKind;
  /** A folder's path within the set, empty for images in none. */
  slice: string;
  /** Images with such an object; all of a folder. */
  images: number;
  objects: number;
  /** Anomalous ones. */
  pixels: number;
  /** By method id; the prior is that of the slice. */
  methods: Record<string, Pick<PixelMetrics, 'AP' | 'FPR95' | 'prior'>>;
}
