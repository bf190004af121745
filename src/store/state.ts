/**
 * What the page knows. Summaries only: nothing of pixel size, no blobs or GPU handles (files live
 * in `files.ts`).
 */
import type { LabelEncoding } from '#src/core/ground-truth/encodings';
import type {
  ColourMapName,
  PaneLayer,
  Range,
  Size,
  StageTimes,
  ViewTransform,
} from '#src/core/types';
import type { EngineInfo } from '#src/protocol/engine';
import type { SerialisedError } from '#src/protocol/errors';
import type { LabelInfo, Measurement, MeasurementAt } from '#src/protocol/labels';
import type { WorkerNotices } from '#src/protocol/messages';
import type { ModelInfo, ModelSummary, RoadLikeness } from '#src/protocol/models';
import type { PictureNotice } from '#src/protocol/pictures';
import type { Requests } from '#src/protocol/requests';
import type { MethodSettings } from '#src/protocol/scores';
import type { PaneRegions, ProbeResult } from '#src/protocol/view';
import type { BenchmarkSlice } from '#src/store/benchmark';
import type { MetaSlice } from '#src/store/meta-slice';
import type { OpenWorldSlice } from '#src/store/open-world/open-world-slice';
import type { PromptsSlice } from '#src/store/prompts-slice';

export type PictureState = 'queued' | 'loading' | 'loaded' | 'analysing' | 'ready' | 'failed';

export interface ListedPicture {
  id: string;
  name: string;
  /** As in its source; null until the picture has been decoded once. */
  identity: string | null;
  /** Grows with every analysis; an answer to an older revision is dropped. */
  revision: number;
  /** Set for pictures that came with the page; only these appear in a permalink. */
  sampleId: string | null;
  state: PictureState;
  thumbnailUrl: string | null;
  info: (Size & { original: Size; format: string; notices: PictureNotice[] }) | null;
  error: SerialisedError | null;
  label: PictureLabel | null;
}

/** Ground truth of a picture; its file is in `labelFiles`. */
export interface PictureLabel {
  /** Tells two labels of one picture apart. */
  serial: number;
  fileName: string;
  /** Null until the worker has read it. */
  info: LabelInfo | null;
  /** Why it cannot be used. */
  error: SerialisedError | null;
}

interface PicturesSlice {
  order: string[];
  byId: Record<string, ListedPicture>;
  selectedId: string | null;
}

export interface Sample extends Size {
  id: string;
  title: string;
  image: string;
  mask: string;
  description: string;
  unknown: string[];
}

export interface SessionSlice {
  engineState: 'starting' | 'ready' | 'recovering' | 'failed';
  engineError: SerialisedError | null;
  /**
   * Grows with every new worker; canvases are keyed by it, because a transferred canvas cannot move
   * on.
   */
  generation: number;
  info: EngineInfo | null;
  /** Every network there is, loaded or not; empty until the manifest has been read. */
  catalogue: ModelSummary[];
  /** By model id, from the moment on that a method needs it. */
  models: Record<string, ModelStatus>;
  /** What is being waited for, and whether it can be cancelled; null when idle. */
  activity: { label: string; cancellable: boolean } | null;
  progress: WorkerNotices['progress'] | null;
  analysisTimes: StageTimes;
  drawTimes: StageTimes;
  samples: Sample[];
}

/** A network that has been asked for. */
export type ModelStatus =
  /** Bytes of the download, or of another phase. */
  | { state: 'loading'; loaded: number; total: number }
  | { state: 'ready'; info: ModelInfo }
  | { state: 'failed'; error: SerialisedError };

export type Layout = 'single' | 'two' | 'four' | 'swipe';
export type RangeMode = 'method' | 'picture';
type Theme = 'system' | 'light' | 'dark';
export type PanelTab =
  | 'threshold'
  | 'metrics'
  | 'method'
  | 'prompts'
  | 'open-world'
  | 'regions'
  | 'pictures';
/** Size filters of the region metrics, by the tracks of SegmentMeIfYouCan. */
export type FilterName = 'none' | 'obstacle' | 'anomaly';

export interface PaneSettings {
  paneId: string;
  methodId: string;
  /** The method that an imported score has taken the place of. */
  methodBefore?: string;
  layer: PaneLayer;
}

/**
 * `scale` in device pixels per picture pixel; the centre is in picture pixels, so it survives a
 * resize.
 */
export type Zoom = 'fit' | { centreX: number; centreY: number; scale: number };

export interface ViewSlice {
  layout: Layout;
  /** Always four; the layout says how many are seen. */
  panes: PaneSettings[];
  activePane: number;
  zoom: Zoom;
  /** Raw thresholds that differ from the method's default, by method. */
  thresholds: Record<string, number>;
  /** Parameters that differ from their defaults, by method and parameter. */
  parameters: Record<string, Record<string, number>>;
  linked: boolean;
  /** Titles of imported scores whose low values mean unknown. */
  invertedScores: string[];
  colourMap: ColourMapName;
  rangeMode: RangeMode;
  tintOpacity: number;
  heatOpacity: number;
  outlines: boolean;
  minArea: number;
  /** Regions of a larger P(false positive) are removed, 0..1; null removes none. */
  removeAbove: number | null;
  componentFilter: FilterName;
  /** Where the swipe divider stands, 0..1 of the stage's width. */
  swipe: number;
  logHistogram: boolean;
  theme: Theme;
  panelTab: PanelTab;
  highlightedRegion: number | null;
  /** The plain picture while a key is held. */
  peek: boolean;
  /** The picture that the stage is about, whether it can be drawn yet or not. */
  shownId: string | null;
  /** Canvas size in device pixels, and device pixels per CSS pixel. */
  canvas: Size;
  pixelRatio: number;
  background: string;
}

export interface ScoreResult {
  /** What it was computed with; the view may have moved on. */
  settings: MethodSettings;
  range: Range;
  histogram: { range: Range; counts: number[] };
  /** 1st and 99th percentile of the residual norm; null for methods without that layer. */
  residualNorm: Range | null;
}

/** A score from a file, one way round. */
export interface ImportedView {
  score: ScoreResult;
  range: Range;
  defaultThreshold: number;
}

export interface ImportedMethod {
  id: string;
  /** Tells it from that of an earlier file of the same method. */
  serial: number;
  /** What all scores of its file have in common. */
  fileId: string;
  title: string;
  /** Null for a map: what its values are is known to its maker. */
  unit: string | null;
  isConstant: boolean;
  /** Low values of the file mean unknown: the score is the negated value. */
  isInverted: boolean;
  shown: ImportedView;
  /** The other way round; null for a formula, which says itself what unknown is. */
  other: ImportedView | null;
}

export interface PictureResult {
  revision: number;
  /** By method id. */
  scores: Record<string, ScoreResult>;
  imported: ImportedMethod[];
  /** By model id. */
  roadLikeness: Record<string, RoadLikeness>;
  /** By model id: why its methods have no score for this picture. */
  errors: Record<string, AnalysisError>;
}

interface AnalysisError {
  /** The settings that were asked for, as text: others are tried again. */
  key: string;
  error: SerialisedError;
}

interface Probe {
  /** CSS pixels within the stage, for the card. */
  at: { x: number; y: number };
  pinned: boolean;
  result: ProbeResult;
}

interface ResultsSlice {
  byPicture: Record<string, PictureResult>;
  /** Regions by pane, as the worker last reported them. */
  regions: Record<string, PaneRegions>;
  probe: Probe | null;
  /** The shown picture against its ground truth, the last known. */
  measurement: PictureMeasurement | null;
  measuredAt: MeasuredAt | null;
  /**
   * Features `[n, 75]` of the regions that the active pane last showed; `key` as in
   * `wantedFeatures`.
   */
  regionFeatures: { key: string; features: Float64Array } | null;
  drawnRevision: number;
  /** What the canvases show at `drawnRevision`; null before the first drawing. */
  drawn: Drawn | null;
}

/** Numbers and curves that no threshold changes. */
export interface PictureMeasurement {
  /** Everything it depends on, as text. */
  key: string;
  /** The ground truth among it. */
  labelKey: string;
  pictureId: string;
  /** Which masks S2M had painted; counts its answers. */
  masks: number;
  /** One per method that could be measured. */
  methods: (Measurement & { settings: MethodSettings })[];
  /** Confusion with a label that holds classes; `methods` is empty then. */
  classes: Requests['measureClasses']['result'] | null;
  /** Why nothing, or not everything, could be measured. */
  problems: string[];
}

/** Numbers at one threshold of one method. */
export interface MeasuredAt extends MeasurementAt {
  /** Key of the measurement it belongs to. */
  key: string;
  /** All that it depends on, as text. */
  question: string;
  methodId: string;
  threshold: number;
  /** Regions of a larger P(false positive) are left out of the numbers; null: none is. */
  removeAbove: number | null;
}

export interface Drawn {
  /** The picture that the canvases hold; null: none, or a part of one. */
  pictureId: string | null;
  transform: ViewTransform;
  canvas: Size;
}

export interface Notice {
  id: number;
  kind: 'info' | 'warning' | 'error';
  text: string;
  action: { label: string; run: () => void } | null;
}

interface NoticesSlice {
  list: Notice[];
  helpOpen: boolean;
}

/** A label that fits several pictures, or one of several for a picture. */
export interface PairQuestion {
  id: string;
  fileName: string;
  pictureIds: string[];
}

/** What a person has to say about labels that were opened; a dialog shows it. */
export interface QuestionsSlice {
  pairs: PairQuestion[];
  /** Labels that share the answer, by their pictures. */
  encoding: {
    pictureIds: string[];
    candidates: readonly LabelEncoding[];
    current: LabelEncoding;
  } | null;
}

export interface State {
  pictures: PicturesSlice;
  session: SessionSlice;
  view: ViewSlice;
  results: ResultsSlice;
  notices: NoticesSlice;
  questions: QuestionsSlice;
  prompts: PromptsSlice;
  benchmark: BenchmarkSlice;
  meta: MetaSlice;
  openWorld: OpenWorldSlice;
}
