import { promptOf } from '#src/core/prompts/edit-prompts';
import type { PromptAnswer, PromptRequest } from '#src/protocol/prompts';
import { scoreResultOf } from '#src/store/score-result';
import { getState, patchPrompts, patchSession, setPictureResult } from '#src/store/store';

/** Puts masks, and the score that was painted from them, into the store. */
export function takeMasks(
  { pictureId, prompts: asked }: PromptRequest,
  answer: PromptAnswer,
): void {
  const { prompts, results, session } = getState();
  const result = results.byPicture[pictureId];
  if (!result) return; // removed meanwhile
  const before = prompts.masks[pictureId];
  const { prompts: segmented, encoderRuns, decoderRuns, summary } = answer;
  const generated = asked === null ? segmented.map(promptOf) : (before?.generated ?? null);
  const masks = {
    segmented,
    generated,
    encoderRuns,
    decoderRuns,
    serial: (before?.serial ?? 0) + 1,
  };
  patchPrompts({ masks: { ...prompts.masks, [pictureId]: masks }, error: null });
  setPictureResult(pictureId, {
    ...result,
    scores: { ...result.scores, [summary.methodId]: scoreResultOf(summary) },
  });
  patchSession({ analysisTimes: { ...session.analysisTimes, ...answer.times } });
}
