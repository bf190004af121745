/** Requests by name, with parameters and results. */
import type { Agreement } from '#src/core/comparison/agreement';
import type { NetworkDifference } from '#src/core/comparison/network-difference';
import type { LeftOut } from '#src/core/ground-truth/left-out';
import type { MetaClassifier } from '#src/core/meta/removal';
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import type { ClosedSetMetrics } from '#src/core/metrics/confusion';
import type { CocoRle } from '#src/core/rle/coco-rle';
import type { Size } from '#src/core/types';
import type { DriveRequests } from '#src/protocol/drives';
import type { EngineInfo, EngineOptions } from '#src/protocol/engine';
import type { EvaluationRequests } from '#src/protocol/evaluation-requests';
import type { ExportRequest } from '#src/protocol/exports';
import type {
  InspectedLabel,
  LabelInfo,
  LabelPreview,
  LabelSource,
  Measurement,
  MeasurementAt,
} from '#src/protocol/labels';
import type { ModelInfo, ModelSummary } from '#src/protocol/models';
import type { OpenWorldRequests } from '#src/protocol/open-world';
import type {
  FitNetworkRequest,
  FittedNetwork,
  Inspected,
  InspectNetworkRequest,
  OpenedMasks,
  OpenedNetwork,
  OpenMasksRequest,
  OpenNetworkRequest,
  TakeFitRequest,
} from '#src/protocol/own-network';
import type { FrameSource, PictureInfo } from '#src/protocol/pictures';
import type { PromptAnswer, PromptRequest } from '#src/protocol/prompts';
import type {
  Analysis,
  ImportedFile,
  MethodSettings,
  ScoreSource,
  ScriptedAnalysis,
} from '#src/protocol/scores';
import type { Survey, SurveyRequest } from '#src/protocol/survey';
import type { ComparedPane, PaneView, ProbeResult, RegionForSize } from '#src/protocol/view';
import type { WordsRequests } from '#src/protocol/words';

/** Request name to parameters and result. */
export interface Requests
  extends DriveRequests,
    EvaluationRequests,
    OpenWorldRequests,
    WordsRequests {
  start: { params: EngineOptions; result: EngineInfo };
  /** The networks of the manifest, in its order. */
  listModels: { params: Record<string, never>; result: ModelSummary[] };
  prepareModel: { params: { modelId: string }; result: ModelInfo };
  /** What a person's own network takes, by its header: nothing of it is loaded. */
  inspectNetwork: { params: InspectNetworkRequest; result: Inspected };
  /** A person's own network: its methods are there when this has been answered. */
  openNetwork: { params: OpenNetworkRequest; result: OpenedNetwork };
  closeNetwork: { params: { modelId: string }; result: null };
  /** Fits thresholds and the distances of features to ordinary pictures: those methods are there afterwards. */
  fitNetwork: { params: FitNetworkRequest; result: FittedNetwork };
  /** Gives a network a fit that was made before, or takes it away. */
  takeFit: { params: TakeFitRequest; result: null };
  /** A person's own segmenter draws the masks of prompts from here on; an earlier one goes. */
  openMasks: { params: OpenMasksRequest; result: OpenedMasks };
  closeMasks: { params: Record<string, never>; result: null };
  attachPane: { params: { paneId: string; canvas: OffscreenCanvas }; result: null };
  detachPane: { params: { paneId: string }; result: null };
  loadPicture: { params: { pictureId: string; source: FrameSource }; result: PictureInfo };
  /**
   * @param lookFollows a second look of this picture is asked for next: what networks of a second
   * look read of each other stays until then.
   */
  analyze: {
    params: { pictureId: string; settings: MethodSettings[]; lookFollows?: boolean };
    result: Analysis;
  };
  /** In the background: what is shown is neither drawn again nor dropped for it. */
  survey: { params: SurveyRequest; result: Survey };
  /**
   * Masks for prompts; the embedding is kept per picture and each mask per prompt, so that another
   * box costs one run of the decoder.
   */
  segmentPrompts: { params: PromptRequest; result: PromptAnswer };
  /** All scores of one file; those of an earlier file of the same id are dropped. */
  importScore: {
    params: { pictureId: string } & ScoreSource;
    result: ImportedFile;
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
      /** Judges the regions; null: none does. */
      classifier: MetaClassifier | null;
      /**
       * Regions of a larger P(false positive) by the classifier are left out, 0..1; null leaves
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
  /** A label by itself, before anything is said about what it means. */
  inspectLabel: { params: { blob: Blob; name: string }; result: InspectedLabel };
  /** A mask of what counts, by itself: what it leaves out, on its own grid. */
  readRegion: { params: { blob: Blob; name: string }; result: { mask: CocoRle } };
  /** @param longSide of the preview in pixels. */
  previewLabel: {
    params: { picture: FrameSource; label: LabelSource; longSide: number };
    result: LabelPreview;
  };
  /** `features [n, 75]` of the n regions that a pane lists, by id. */
  regionFeatures: {
    params: { pictureId: string; minArea: number } & Pick<
      PaneView,
      'settings' | 'threshold' | 'removal' | 'leftOut'
    >;
    result: { features: Float64Array<ArrayBuffer> };
  };
  /** How far two panes agree, the first one's and the other's: their masks, and what their networks say. */
  agreement: {
    params: {
      pictureId: string;
      minArea: number;
      panes: readonly [ComparedPane, ComparedPane];
      leftOut: LeftOut | null;
    };
    /** `networks` is null where both scores are of one network, or of networks with other classes or grids. */
    result: { masks: Agreement; networks: NetworkDifference | null };
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
      region: RegionForSize | null;
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
