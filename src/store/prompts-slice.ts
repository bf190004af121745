/** Prompts of S2M: what a person has edited, and what the worker has drawn for it. */
import type { History } from '#src/core/history';
import type { Prompt, SegmentedPrompt } from '#src/core/prompts/prompt';
import type { SerialisedError } from '#src/protocol/errors';

/** What a click or drag on the picture makes; with none of them it moves the picture. */
export type PromptTool = 'box' | 'positive' | 'negative';

export interface PromptSelection {
  promptId: string;
  /** One of its points, or null for the whole. */
  point: number | null;
}

/** What the worker drew for a picture. */
export interface PromptMasks {
  /** Masks of the last answer, whichever prompts it was for. */
  segmented: readonly SegmentedPrompt[];
  /** The generator's, from the last answer for them; null before it. */
  generated: readonly Prompt[] | null;
  encoderRuns: number;
  decoderRuns: number;
  /** Counts the answers: the score of S2M is another one after each. */
  serial: number;
}

export interface PromptsSlice {
  /** By picture, once something was edited; null stands for the generator's. */
  edits: Record<string, History<readonly Prompt[] | null>>;
  /** By picture. */
  masks: Record<string, PromptMasks>;
  tool: PromptTool | null;
  selection: PromptSelection | null;
  /** The prompts of the shown picture while one is dragged. */
  draft: readonly Prompt[] | null;
  /** Why the last prompts have no masks. */
  error: SerialisedError | null;
}

export function initialPrompts(): PromptsSlice {
  return { edits: {}, masks: {}, tool: null, selection: null, draft: null, error: null };
}
