import { AnomalensError } from '#src/core/errors';
import { checkPrompts } from '#src/core/prompts/check-prompts';
import type { StageTimes } from '#src/core/types';
import { isPrompted } from '#src/methods/capabilities';
import type { PromptAnswer } from '#src/protocol/prompts';
import type { Requests } from '#src/protocol/requests';
import { ensureMasks, type PromptCost } from '#src/workers/scores/prompt-masks';
import {
  generatedPrompts,
  loadPromptNetworks,
  type PromptsWithMasks,
  paintPrompts,
  sourceOfBoxes,
} from '#src/workers/scores/prompted-scores';
import { summarise } from '#src/workers/scores/score-maps';
import { checkSettings } from '#src/workers/scores/score-plan';
import { loadNetworks, missingScore } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import { scoreKey } from '#src/workers/state/held-picture';
import type { DecodedMask } from '#src/workers/state/prompt-cache';
import { timed } from '#src/workers/state/stopwatch';

/**
 * Masks for a person's prompts or the generator's. When all are there they become the picture's
 * score of these settings; until then, and after an error, the earlier ones stay.
 * @throws AnomalensError `picture-unknown`, `option-invalid` for settings of another method or
 * prompts that make no mask, of the models, `cancelled`.
 */
export async function segmentPrompts(
  context: EngineContext,
  { pictureId, settings, prompts }: Requests['segmentPrompts']['params'],
  signal?: AbortSignal,
): Promise<PromptAnswer> {
  const entry = context.pictures.get(pictureId);
  checkSettings(settings);
  if (!isPrompted(settings.methodId))
    throw new AnomalensError('option-invalid', `${settings.methodId} takes no prompts.`);
  if (prompts) checkPrompts(prompts, entry.size);
  const key = scoreKey(settings);
  return entry.use(async () => {
    const source = prompts ? null : sourceOfBoxes(entry, settings);
    await loadPromptNetworks(context, !prompts, signal);
    if (source) await loadNetworks(context, entry, [source], signal);
    return entry.queue.run(async () => {
      const times: StageTimes = {};
      const cost: PromptCost = { times, encoderRuns: 0, decoderRuns: 0 };
      const sourceScore =
        source && (await timed(times, 'score', () => missingScore(context, entry, source, signal)));
      const chosen =
        prompts ?? (await generatedPrompts(context, entry, settings, sourceScore, cost, signal));
      const decoded: PromptsWithMasks = {
        prompts: chosen,
        masks: await ensureMasks(context, entry, chosen, cost, signal),
      };
      const map = await paintPrompts(context, decoded, entry.size, cost);
      const score = await summarise(context, map, settings, {});
      const earlier = entry.scores.get(entry.keyOf(settings));
      if (earlier) {
        entry.scores.delete(entry.keyOf(settings));
        entry.retire(earlier.map);
      }
      entry.prompting.setEdits(key, prompts);
      entry.scores.set(entry.keyOf(settings), score);
      return {
        summary: score.summary,
        prompts: chosen.map((prompt, index) => {
          const { window: _, ...about } = decoded.masks[index] as DecodedMask;
          return { ...prompt, ...about };
        }),
        ...cost,
      };
    }, signal);
  });
}
