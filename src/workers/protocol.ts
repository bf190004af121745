/**
 * Every message between the page and the engine worker. Types only.
 *
 * Requests are answered by id with a result or an error. `view` has no answer: the latest one wins,
 * one drawing in flight at a time. Every envelope carries the device generation; the client drops
 * what an older engine sent.
 */
import type { SerialisedError } from '#src/core/errors';
import type { MetaClassifier, Removal } from '#src/core/meta/removal';
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import type { ClosedSetMetrics } from '#src/core/metrics/confusion';
import type { LearntClass } from '#src/core/open-world/learnt';
import type {
  ColourMapName,
  Component,
  PaneLayer,
  Range,
  Size,
  StageTimes,
  ViewTransform,
} from '#src/core/types';
import type {
  EngineInfo,
  EngineOptions,
  FrameSource,
  MethodSettings,
  ModelInfo,
  ModelSummary,
  PictureInfo,
  ScoreSummary,
} from '#src/workers/protocol-basics';
import type {
  ComponentAnswer,
  ComponentQuestion,
  ImageEvaluation,
  LabelInfo,
  LabelSource,
  Measurement,
  MeasurementAt,
  MethodPool,
  NestedSegments,
  PooledClasses,
  PooledMetrics,
} from '#src/workers/protocol-measurements';
import type { LearningProgress, OpenWorldRequests } from '#src/workers/protocol-open-world';
import type { PromptAnswer, PromptRequest } from '#src/workers/protocol-prompts';

export type {
  EngineInfo,
  EngineOptions,
  FrameSource,
  MethodSettings,
  ModelInfo,
  ModelKind,
  ModelSummary,
  PictureInfo,
  PictureNotice,
  ScoreSummary,
} from '#src/workers/protocol-basics';
export type {
  ComponentAnswer,
  ComponentQuestion,
  ImageEvaluation,
  JudgedSegments,
  LabelInfo,
  LabelSource,
  Measurement,
  MeasurementAt,
  MethodPool,
  NestedSegments,
  PooledClasses,
  PooledMetrics,
  SegmentEvaluation,
} from '#src/workers/protocol-measurements';
export type * from '#src/workers/protocol-open-world';
export type { PromptAnswer, PromptRequest } from '#src/workers/protocol-prompts';

export const PROTOCOL_VERSION = 3;

/**
 * Share of pixels predicted as road, sidewalk, building, vegetation, sky, terrain or car with p1
 * above one half, 0..1, what a road scene has at least, and whether this is one.
 */
export interface RoadLikeness {
  share: number;
  leastShare: number;
  looksLikeRoad: boolean;
}

export interface Analysis {
  pictureId: string;
  scores: ScoreSummary[];
  times: StageTimes;
  /** By model id, of the networks behind the settings. */
  roadLikeness: Record<string, RoadLikeness>;
}

export interface PaneView {
  paneId: string;
  settings: MethodSettings;
  layer: PaneLayer;
  /** Raw threshold of this pane's method. */
  threshold: number;
  /** Components that are left out; null leaves out none. */
  removal: Removal | null;
  /**
   * Classes learnt in the page, of the pane's network; empty for networks that none was learnt of.
   */
  learnt: readonly LearntClass[];
  colourMap: ColourMapName;
  /** Score values at the two ends of the colour map. */
  displayRange: Range;
  /** 0..1 of the tint, the heat map or the class map over the picture. */
  opacity: number;
  outlines: boolean;
}

/** All that a drawing depends on. `revision` grows; a newer view replaces a waiting one. */
export interface ViewState {
  revision: number;
  pictureId: string | null;
  panes: PaneView[];
  /** One transform for all panes: they move together. */
  transform: ViewTransform;
  /** Canvas size in device pixels, the same for all panes. */
  canvas: Size;
  minArea: number;
  /** Component to emphasise, or null. */
  highlightedComponent: number | null;
  /** Colour behind the picture, `#rrggbb`. */
  background: string;
}

/** Components and share of one pane at one threshold. */
export interface Segments {
  paneId: string;
  pictureId: string;
  methodId: string;
  threshold: number;
  minArea: number;
  /** By `removalKey`. */
  removalKey: string;
  /** Components that the meta classifier removed. */
  removed: number;
  /** 0..1 of the pixels with `score >= threshold`; neither minimum area nor removal changes it. */
  shareAbove: number;
  pixelsAbove: number;
  componentCount: number;
  /** The largest 500 by area, in id order. */
  components: Component[];
}

export interface ProbeResult {
  pictureId: string;
  x: number;
  y: number;
  /** Raw score and percentile within the picture (0..100), per requested method. */
  scores: { methodId: string; score: number; percentile: number }[];
  /**
   * All classes, most probable first. Closed-set probabilities of the active pane's network at T =
   * 1, at full precision from the logits.
   */
  classes: { index: number; name: string; probability: number }[];
  /**
   * Of the active pane's learnt classes: which one the pixel is of (its position in the list, or
   * null), and the embedding `[19]`; null unless its network has a metric head.
   */
  learnt: { position: number | null; embedding: number[] } | null;
  /** Component of the active pane's method under the pixel, or null. */
  componentId: number | null;
}

export type ExportKind =
  | 'overlay-png'
  | 'score-png16'
  | 'score-npy'
  | 'mask-png'
  | 'components-csv'
  | 'components-json'
  | 'open-map-png'
  | PromptExportKind;
/**
 * Of method `s2m` alone: all its masks as one PNG of ids, the same in COCO's format, and the
 * prompts.
 */
export type PromptExportKind = 'masks-png' | 'masks-coco' | 'boxes-json';

export interface ExportRequest {
  kind: ExportKind;
  pictureId: string;
  name: string;
  pane: PaneView;
  minArea: number;
}

export interface ScriptedAnalysis extends Size {
  methods: Record<
    string,
    { range: Range; threshold: number; shareAbove: number; components: Component[] }
  >;
}

/** Request name to parameters and result. */
export interface Requests extends OpenWorldRequests {
  start: { params: EngineOptions; result: EngineInfo };
  /** The networks of the manifest, in its order. */
  listModels: { params: Record<string, never>; result: ModelSummary[] };
  prepareModel: { params: { modelId: string }; result: ModelInfo };
  attachPane: { params: { paneId: string; canvas: OffscreenCanvas }; result: null };
  detachPane: { params: { paneId: string }; result: null };
  loadPicture: { params: { pictureId: string; source: FrameSource }; result: PictureInfo };
  analyze: { params: { pictureId: string; settings: MethodSettings[] }; result: Analysis };
  /**
   * Masks for prompts; the embedding is kept per picture and each mask per prompt, so that another
   * box costs one run of the decoder.
   */
  segmentPrompts: { params: PromptRequest; result: PromptAnswer };
  importScore: {
    params: { pictureId: string; methodId: string; blob: Blob; name: string };
    result: ScoreSummary;
  };
  loadLabel: { params: { pictureId: string; source: LabelSource }; result: LabelInfo };
  dropLabel: { params: { pictureId: string }; result: null };
  /** Empty when the label holds classes. */
  measure: { params: { pictureId: string; settings: MethodSettings[] }; result: Measurement[] };
  measureAt: {
    params: {
      pictureId: string;
      settings: MethodSettings;
      threshold: number;
      filters: ComponentFilters;
      /** Judges the segments; null: none does. */
      classifier: MetaClassifier | null;
      /**
       * Segments of a larger P(false positive) by the classifier are left out, 0..1; null leaves
       * out none.
       */
      removeAbove: number | null;
    };
    result: MeasurementAt;
  };
  /** `counts [19, 19]`: rows are the ground truth, columns the prediction. */
  measureClasses: {
    params: { pictureId: string; modelId: string };
    result: { counts: number[]; metrics: ClosedSetMetrics };
  };
  /** A label by itself, before there is a picture. */
  inspectLabel: { params: { source: LabelSource }; result: LabelInfo };
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
      source: FrameSource;
      label: LabelSource;
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
    params: { runId: string };
    result: { methods: PooledMetrics[]; classes: PooledClasses | null };
  };
  /**
   * In the order of the questions; `scores` on the label's grid where they are known, otherwise
   * they are computed from `source`.
   */
  evaluateComponents: {
    params: { label: LabelSource; questions: ComponentQuestion[]; filters: ComponentFilters } & (
      | { source: FrameSource }
      | { scores: Float32Array[] }
    );
    result: ComponentAnswer[];
  };
  dropEvaluation: { params: { runId: string }; result: null };
  /**
   * What a meta classifier is fitted to: the segments `score >= threshold` of an image, in the
   * order of the thresholds.
   */
  evaluateSegments: {
    params: {
      source: FrameSource;
      label: LabelSource;
      settings: MethodSettings;
      thresholds: number[];
    };
    result: NestedSegments[];
  };
  /** `features [n, 75]` of the n components that a pane lists, by id. */
  segmentFeatures: {
    params: { pictureId: string; minArea: number } & Pick<
      PaneView,
      'settings' | 'threshold' | 'removal'
    >;
    result: { features: Float64Array<ArrayBuffer> };
  };
  probe: {
    params: {
      pictureId: string;
      x: number;
      y: number;
      settings: MethodSettings[];
      active: PaneView;
      minArea: number;
    };
    result: ProbeResult;
  };
  exportFile: { params: ExportRequest; result: { blob: Blob; fileName: string } };
  scriptedAnalyze: {
    params: {
      source: FrameSource;
      settings: MethodSettings[];
      thresholds: Record<string, number>;
      minArea: number;
    };
    result: ScriptedAnalysis;
  };
  scriptedScore: {
    params: { source: FrameSource; settings: MethodSettings };
    result: Size & { data: Float32Array };
  };
  /** Answered at once by a worker whose thread is alive: the client's watchdog. */
  ping: { params: Record<string, never>; result: null };
  releasePicture: { params: { pictureId: string }; result: null };
  clearModelCache: { params: Record<string, never>; result: null };
  /**
   * Test builds only: `device` destroys the GPU device, `worker` throws outside any handler, `hang`
   * blocks the thread.
   */
  simulateFault: { params: { kind: 'device' | 'worker' | 'hang' }; result: null };
}
export type RequestName = keyof Requests;

/** Notices without an answer. */
export interface WorkerNotices {
  progress: {
    what: string;
    /** The network that is being loaded or run; null for other work. */
    modelId: string | null;
    phase:
      | 'download'
      | 'verify'
      | 'compile'
      | 'self-check'
      | 'warm-up'
      | 'decode'
      | 'infer'
      | 'score';
    loaded: number;
    total: number;
    cached: boolean;
  };
  /** Of `learnClass`: the request that is open, of which there is one at a time. */
  learning: LearningProgress;
  /** A network has been loaded, or could not be; neither when loading was cancelled. */
  model: { modelId: string; info: ModelInfo | null; error: SerialisedError | null };
  drawn: { revision: number; times: StageTimes };
  segments: Segments;
  device: { state: 'lost'; reason: string };
  warning: SerialisedError;
}

export type ClientMessage =
  | {
      [N in RequestName]: {
        type: 'request';
        version: number;
        id: number;
        name: N;
        params: Requests[N]['params'];
      };
    }[RequestName]
  | { type: 'cancel'; id: number }
  | { type: 'view'; view: ViewState };

export type WorkerMessage =
  | { type: 'ready'; version: number }
  | { type: 'result'; id: number; result: unknown }
  | { type: 'error'; id: number; error: SerialisedError }
  | {
      [N in keyof WorkerNotices]: { type: 'notice'; name: N; payload: WorkerNotices[N] };
    }[keyof WorkerNotices];
