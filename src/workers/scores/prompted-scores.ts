/** The score of the method that takes prompts: masks of prompts, painted. */
import type { Prompt } from '#src/core/prompts/prompt';
import type { Size } from '#src/core/types';
import type { ScoreMap } from '#src/gpu/compute';
import { settingsFor } from '#src/methods/settings';
import { sourceOf } from '#src/methods/sources';
import type { MethodSettings } from '#src/protocol/scores';
import { candidateBoxes, keptPrompts } from '#src/workers/scores/prompt-boxes';
import { ensureMasks, type PromptCost } from '#src/workers/scores/prompt-masks';
import { type EngineContext, promptNetworkOf } from '#src/workers/state/context';
import { type CachedScore, type HeldPicture, scoreKey } from '#src/workers/state/held-picture';
import type { DecodedMask } from '#src/workers/state/prompt-cache';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import { timed } from '#src/workers/state/stopwatch';

/**
 * Loads what masks take, and what boxes take where the generator draws them. @throws AnomalensError
 * as `ModelProvider.get`.
 */
export async function loadPromptNetworks(
  { models }: EngineContext,
  withBoxes: boolean,
  signal?: AbortSignal,
): Promise<void> {
  if (!models.ownMasks) {
    const { entry } = await promptNetworkOf(models, 'mask-decoder', 'mask-decoder', signal);
    await models.get(entry.encoder, signal);
  }
  if (withBoxes) await models.get('prompt-generator', signal);
}

/**
 * The score that the generator's boxes for these settings are drawn from, or null when they are
 * known already.
 */
export function sourceOfBoxes(
  entry: HeldPicture,
  { parameters }: MethodSettings,
): MethodSettings | null {
  const source = sourceOf(parameters);
  return entry.prompting.candidates.has(source.id) ? null : settingsFor(source);
}

/** The source score that a prompted score needs; null where a person has set the prompts. */
export function sourceOfScore(entry: HeldPicture, settings: MethodSettings): MethodSettings | null {
  return entry.prompting.editsOf(scoreKey(settings)) ? null : sourceOfBoxes(entry, settings);
}

/**
 * The generator's prompts for these settings. Call it inside `entry.queue`, with the source score
 * when `sourceOfBoxes` names one.
 * @throws AnomalensError of the model, `cancelled`.
 */
export async function generatedPrompts(
  context: EngineContext,
  entry: HeldPicture,
  settings: MethodSettings,
  sourceScore: CachedScore | null,
  { times }: PromptCost,
  signal?: AbortSignal,
): Promise<Prompt[]> {
  const source = sourceOf(settings.parameters);
  const { candidates } = entry.prompting;
  if (sourceScore && !candidates.has(source.id)) {
    await stageBoundary(signal);
    const { map } = sourceScore;
    candidates.set(
      source.id,
      await timed(times, 'propose', () => candidateBoxes(context, source, map, entry.size, signal)),
    );
  }
  return keptPrompts(candidates.get(source.id) ?? [], settings.parameters);
}

/** A prompt's mask belongs to it by position. */
export interface PromptsWithMasks {
  prompts: readonly Prompt[];
  masks: DecodedMask[];
}

/**
 * The prompts that these settings stand for, a person's or the generator's, with their masks. As
 * `generatedPrompts`.
 */
export async function promptsWithMasks(
  context: EngineContext,
  entry: HeldPicture,
  settings: MethodSettings,
  sourceScore: CachedScore | null,
  cost: PromptCost,
  signal?: AbortSignal,
): Promise<PromptsWithMasks> {
  const edits = entry.prompting.editsOf(scoreKey(settings));
  const prompts =
    edits?.prompts ?? (await generatedPrompts(context, entry, settings, sourceScore, cost, signal));
  return { prompts, masks: await ensureMasks(context, entry, prompts, cost, signal) };
}

/**
 * The canvas on a grid of the picture: the highest score of the prompts whose masks cover a pixel,
 * 0 elsewhere.
 */
export function paintPrompts(
  { compute }: EngineContext,
  { prompts, masks }: PromptsWithMasks,
  target: Size,
  { times }: PromptCost,
): Promise<ScoreMap> {
  const painted = masks.flatMap(({ window }, index) =>
    window ? [{ mask: window, score: (prompts[index] as Prompt).score }] : [],
  );
  return timed(times, 'paint', () => compute.paintMasks(painted, target));
}
