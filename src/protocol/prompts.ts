/** Prompts and their masks. */
import type { Prompt, SegmentedPrompt } from '#src/core/prompts/prompt';
import type { StageTimes } from '#src/core/types';
import type { MethodSettings, ScoreSummary } from '#src/protocol/scores';

export interface PromptRequest {
  pictureId: string;
  /** Settings of the method that takes prompts. */
  settings: MethodSettings;
  /** Null: those of the prompt generator. */
  prompts: readonly Prompt[] | null;
}

/**
 * The masks of a picture, painted: the score of its method until other prompts or settings are
 * asked for.
 */
export interface PromptAnswer {
  summary: ScoreSummary;
  /** In the order asked for; those of the generator by falling score. */
  prompts: SegmentedPrompt[];
  /** Stages `score` (of the source), `propose`, `encode`, `decode` (of masks) and `paint`. */
  times: StageTimes;
  /** Runs of the networks for this answer: what is cached costs none. */
  encoderRuns: number;
  decoderRuns: number;
}
