/** What is known of the pictures' scores, and what the stage shows of them. */
import type { ScoreTurn } from '#src/core/score-files/turn-score';
import type { Range, Size, ViewTransform } from '#src/core/types';
import type { SerialisedError } from '#src/protocol/errors';
import type { Measurement, MeasurementAt } from '#src/protocol/labels';
import type { RoadLikeness } from '#src/protocol/models';
import type { Requests } from '#src/protocol/requests';
import type { MethodSettings } from '#src/protocol/scores';
import type { PaneRegions, ProbeResult } from '#src/protocol/view';

export type AgreementParams = Requests['agreement']['params'];

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
  turn: ScoreTurn;
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
  /**
   * By model id, of a second look by `secondLookKey` of it: why its methods have no score for this
   * picture.
   */
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

export interface ResultsSlice {
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
  /** The last known agreement of two panes, by the key of its question. */
  agreement: { key: string; agreement: Requests['agreement']['result'] } | null;
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
