/** Methods with their settings, and the scores that they give. */
import type { Histogram, Range, Region, Size, StageTimes } from '#src/core/types';
import type { RoadLikeness } from '#src/protocol/models';

/** What a method needs besides its definition; recorded wherever the score is. */
export interface MethodSettings {
  methodId: string;
  /** By parameter id; empty for an imported score. */
  parameters: Record<string, number>;
  blur: boolean;
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

export interface Analysis {
  pictureId: string;
  scores: ScoreSummary[];
  times: StageTimes;
  /** By model id, of the networks behind the settings. */
  roadLikeness: Record<string, RoadLikeness>;
}

export interface ScriptedAnalysis extends Size {
  methods: Record<
    string,
    { range: Range; threshold: number; shareAbove: number; components: Region[] }
  >;
}
