/** What an evaluation of a whole set asks, image by image. */
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import type { WishedThresholds } from '#src/core/operating-point/wish';
import type { Size } from '#src/core/types';
import type {
  ComponentAnswer,
  ComponentQuestion,
  FrameQuestion,
  FrameRegions,
  ImageEvaluation,
  MethodPool,
  NestedRegions,
  PooledClasses,
  SummaryMetrics,
  WithinQuestion,
} from '#src/protocol/evaluation';
import type { LabelSource } from '#src/protocol/labels';
import type { FrameSource } from '#src/protocol/pictures';
import type { MethodSettings, ScoreSource } from '#src/protocol/scores';

/**
 * Scores on the label's grid where they are known, otherwise they are computed from `source`, or
 * read from the files alone where that is null.
 */
export type LabelledScores = { label: LabelSource } & (
  | { source: FrameSource | null; scoreFiles?: ScoreSource[] }
  | { scores: Float32Array[] }
);

export interface EvaluationRequests {
  /**
   * Begins a run, or adds what an earlier one or a shard has pooled: `evaluationState` gives it.
   */
  restoreEvaluation: {
    params: { runId: string; pools: MethodPool[]; classes: number[] | null };
    result: null;
  };
  /**
   * Adds an image to a run; after an error nothing of it has been added. Touches no loaded picture.
   */
  evaluateImage: {
    params: {
      runId: string;
      /** Null where the picture is not there: all scores are files on the label's grid. */
      source: FrameSource | null;
      label: LabelSource;
      /** For the settings that are no methods of the page. */
      scoreFiles?: ScoreSource[];
      settings: MethodSettings[];
      /** The network whose classes are compared with a label that holds classes. */
      closedSetModel: string;
      wantScores: boolean;
    };
    result: ImageEvaluation;
  };
  /** One method at a time: all of them can be hundreds of megabytes. */
  evaluationState: { params: { runId: string; methodId: string }; result: MethodPool };
  evaluationSummary: {
    params: { runId: string } & WishedThresholds;
    result: { methods: SummaryMetrics[]; classes: PooledClasses | null };
  };
  /** In the order of the questions. */
  evaluateComponents: {
    params: LabelledScores & { questions: ComponentQuestion[]; filters: ComponentFilters };
    result: ComponentAnswer[];
  };
  /** Packed histograms of the image's scores within the ranges, in the order of the questions. */
  evaluateWithin: {
    params: LabelledScores & { questions: WithinQuestion[] };
    result: Uint8Array<ArrayBuffer>[];
  };
  /**
   * What a frame of a sequence shows, and what its label holds: to be linked over frames. Touches no
   * loaded picture and no run.
   */
  evaluateFrame: {
    params: {
      source: FrameSource;
      /** Null for a frame without one, which lies on `grid` then, or on that of its picture. */
      label: LabelSource | null;
      grid: Size | null;
      questions: FrameQuestion[];
      filters: ComponentFilters;
    };
    result: FrameRegions;
  };
  dropEvaluation: { params: { runId: string }; result: null };
  /**
   * What a meta classifier is fitted to: the regions `score >= threshold` of an image, in the
   * order of the thresholds.
   */
  evaluateRegions: {
    params: {
      source: FrameSource;
      label: LabelSource;
      settings: MethodSettings;
      thresholds: number[];
    };
    result: NestedRegions[];
  };
}
