/** Methods with their settings, and the scores that they give. */
import type { ScoreTurn } from '#src/core/score-files/turn-score';
import type { Histogram, Range, Region, Size, StageTimes } from '#src/core/types';
import type { Vocabulary } from '#src/core/words/vocabulary';
import type { RoadLikeness } from '#src/protocol/models';

/** What a method needs besides its definition; recorded wherever the score is. */
export interface MethodSettings {
  methodId: string;
  /** By parameter id; of an imported score `inverted: 1` where low values mean unknown. */
  parameters: Record<string, number>;
  blur: boolean;
  /** Only where the method answers to words; absent: `DEFAULT_VOCABULARY`. */
  words?: Vocabulary;
}

export interface ScoreSummary {
  methodId: string;
  settings: MethodSettings;
  range: Range;
  histogram: Histogram;
  /**
   * 1st and 99th percentile of the residual norm in this picture; null for methods without that
   * layer.
   */
  residualNorm: Range | null;
}

/** A file that holds the scores of a method for one picture. */
export interface ScoreSource {
  methodId: string;
  blob: Blob;
  name: string;
  /** It lies as the picture is stored, before EXIF turns that. */
  turn: boolean;
  /** It is the logits of a recorded network, whose formulas are methods; absent for a map. */
  isRecorded?: boolean;
}

/** Whether a file has the score of a method: its own, or a formula of its logits. */
export function hasScoreOf(
  { methodId, isRecorded }: Pick<ScoreSource, 'methodId' | 'isRecorded'>,
  wanted: string,
): boolean {
  return isRecorded ? wanted.startsWith(`${methodId}/`) : wanted === methodId;
}

/** One score of a file. */
export interface ImportedScore {
  /** That of the file, and after a slash the part where it holds several. */
  methodId: string;
  /** The part, for a person: the name of an array, of a formula; null where there is one score. */
  part: string | null;
  /** Null for a map: what its values are is known to its maker. */
  unit: string | null;
  summary: ScoreSummary;
  /** With low values meaning unknown; null for a formula, which says itself which do. */
  inverted: ScoreSummary | null;
  /** The different values of the map where they are at most two, in order. */
  levels: number[] | null;
}

export interface ImportedFile {
  scores: ImportedScore[];
  /** What is odd about the file's values, in sentences. */
  notes: string[];
  turn: ScoreTurn;
}

export interface Analysis {
  pictureId: string;
  scores: ScoreSummary[];
  times: StageTimes;
  /** By model id, of the networks behind the settings. */
  roadLikeness: Record<string, RoadLikeness>;
}

export interface ScriptedAnalysis extends Size {
  /** 0..1 of the picture outside the region of interest. */
  leftOut: number;
  methods: Record<
    string,
    { range: Range; threshold: number; shareAbove: number; components: Region[] }
  >;
}
