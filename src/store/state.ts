/**
 * What the page knows. Summaries only: nothing of pixel size, no blobs or GPU handles (files live
 * in `files.ts`).
 */
import type { OpenReason } from '#src/core/ground-truth/decide-reading';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import type { ColourMapName, PaneLayer, Size, StageTimes } from '#src/core/types';
import type { Vocabulary } from '#src/core/words/vocabulary';
import type { EngineInfo } from '#src/protocol/engine';
import type { SerialisedError } from '#src/protocol/errors';
import type { LabelInfo } from '#src/protocol/labels';
import type { WorkerNotices } from '#src/protocol/messages';
import type { ModelInfo, ModelSummary } from '#src/protocol/models';
import type { OpenedNetwork } from '#src/protocol/own-network';
import type { PictureNotice } from '#src/protocol/pictures';
import type { BenchmarkSlice } from '#src/store/benchmark';
import type { ChangesSlice } from '#src/store/changes/changes-slice';
import type { DrivesSlice } from '#src/store/drives/drives-slice';
import type { MetaSlice } from '#src/store/meta-slice';
import type { NamesSlice } from '#src/store/names/names-slice';
import type { OpenWorldSlice } from '#src/store/open-world/open-world-slice';
import type { AwaitedNetwork, AwaitedProject, LastVisit } from '#src/store/project/awaited';
import type { PromptsSlice } from '#src/store/prompts-slice';
import type { RegionSlice } from '#src/store/region-slice';
import type { ResultsSlice } from '#src/store/results-slice';
import type { Sample, SampleDrive } from '#src/store/samples';
import type { SetSlice } from '#src/store/set/set-slice';
import type { PanelTab } from '#src/store/view/modes';
import type { WordsSlice } from '#src/store/words/words-slice';

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
  /** A person closed the question what its values mean. */
  unexplained: boolean;
}

export interface PicturesSlice {
  order: string[];
  byId: Record<string, ListedPicture>;
  selectedId: string | null;
}

/** How far an activity of many pictures is. */
interface ActivitySteps {
  done: number;
  total: number;
}

/** A picture that a followed link was made on. */
export interface AwaitedPicture {
  name: string;
  /** The first digits of what the picture is known by (`PictureSource`). */
  identity: string;
  /** What the link says of it: other pictures that are opened change it. */
  zoom: Zoom;
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
  activity: { label: string; cancellable: boolean; steps?: ActivitySteps } | null;
  progress: WorkerNotices['progress'] | null;
  analysisTimes: StageTimes;
  /** By model id: milliseconds that the last second look took. */
  secondLookTimes: Record<string, number>;
  drawTimes: StageTimes;
  samples: Sample[];
  /** The picture that the link was made on, until it is opened; null: none is waited for. */
  awaited: AwaitedPicture | null;
  /** A project that was opened, until all its pictures are; null: none is. */
  project: AwaitedProject | null;
  /** Networks that a link or a project was made with, until they are opened. */
  awaitedNetworks: readonly AwaitedNetwork[];
  /** What was open when the page was left, until it is opened again or given up; null: nothing. */
  visit: LastVisit | null;
  sampleDrives: SampleDrive[];
  /** Networks of the person, in the order in which they were opened. */
  ownNetworks: OwnNetworkEntry[];
  /** A person's own segmenter, in place of the page's; null for that. */
  ownMasks: { title: string; told: string } | null;
  /** Networks from addresses that this browser keeps, while a dialog lists them. */
  keptNetworks: KeptNetwork[] | null;
}

/** A network from an address, of which the browser has a copy. */
export interface KeptNetwork {
  sha256: string;
  name: string;
  url: string;
  bytes: number;
}

/** A network that a person has brought; its files are in the session. */
export interface OwnNetworkEntry extends Omit<OpenedNetwork, 'known'> {
  /** Its card is one that a person has made of this file before. */
  isRecalled: boolean;
  /** It is being opened again with another card. */
  isOpening: boolean;
  /** Why another card did not do; the former one stays. */
  error: SerialisedError | null;
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
  /** What the method is asked for that answers to words. */
  words: Vocabulary;
  linked: boolean;
  /**
   * The share of known pixels that each method flagged when they were linked, by method; null while
   * they are not, or have not been moved since the page opened.
   */
  linkedAt: Readonly<Record<string, number>> | null;
  /** Titles of imported scores whose low values mean unknown. */
  invertedScores: string[];
  colourMap: ColourMapName;
  rangeMode: RangeMode;
  tintOpacity: number;
  heatOpacity: number;
  outlines: boolean;
  minArea: number;
  /** Whether regions below the least size of an object are counted in the headline. */
  specksCounted: boolean;
  /** Regions of a larger P(false positive) are removed, 0..1; null removes none. */
  removeAbove: number | null;
  componentFilter: FilterName;
  /** Where the swipe divider stands, 0..1 of the stage's width. */
  swipe: number;
  logHistogram: boolean;
  theme: Theme;
  /** Whether regions are named. */
  names: boolean;
  /** Words outside the dictionary are read by the sentence encoder. */
  encoder: boolean;
  panelTab: PanelTab;
  /** Whether the introduction has been seen. */
  introduced: boolean;
  /** The panes that comparing opens. */
  comparedIn: Exclude<Layout, 'single'> | null;
  /** Pictures whose result is looked at although they seem to be no road scenes. */
  doubtsClosed: readonly string[];
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
interface QuestionsSlice {
  pairs: PairQuestion[];
  reading: ReadingQuestion | null;
  /** Folders of which one may hold the labels of the others; null: nothing to ask. */
  folders: FolderOfQuestion[] | null;
}

/** Its pictures are in `folderExamples`. */
export interface FolderOfQuestion {
  folder: string;
  canHoldLabels: boolean;
  /** Paths of a few of its files within it. */
  examples: string[];
}

/** What the values of labels mean; its pictures are in `previewSources`. */
export interface ReadingQuestion {
  /** Tells two questions apart. */
  serial: number;
  /** Pictures whose labels share the answer; null: all labels of the benchmark's folder. */
  pictureIds: string[] | null;
  /** Number of labels that the answer is for. */
  labels: number;
  /** Null where a person wants to change what was decided. */
  reason: OpenReason | null;
  values: LabelValues;
  current: LabelReading | null;
  /** The folder's name; empty for loose files. */
  opened: string;
  /** What the answer is remembered by; null: it is not. */
  memoryKey: string | null;
}

export interface State {
  changes: ChangesSlice;
  pictures: PicturesSlice;
  session: SessionSlice;
  view: ViewSlice;
  results: ResultsSlice;
  notices: NoticesSlice;
  questions: QuestionsSlice;
  prompts: PromptsSlice;
  benchmark: BenchmarkSlice;
  drives: DrivesSlice;
  meta: MetaSlice;
  names: NamesSlice;
  openWorld: OpenWorldSlice;
  region: RegionSlice;
  set: SetSlice;
  words: WordsSlice;
}
