import { maskBitsCpu } from '#src/gpu/ops/mask-paint/cpu';
import type { ExportRecord, PromptExportKind } from '#src/protocol/exports';
import type { MethodSettings } from '#src/protocol/scores';
import type { PaneView } from '#src/protocol/view';
import { namesOfMask } from '#src/workers/export/export-names';
import {
  type ExportedPrompt,
  encodeMasksPng,
  masksAbove,
  masksCoco,
  pixelsOfRegion,
  promptsJson,
} from '#src/workers/export/export-prompts';
import { maskInside, outsideOf } from '#src/workers/export/left-out-pixels';
import { promptsWithMasks } from '#src/workers/scores/prompted-scores';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import type { DecodedMask } from '#src/workers/state/prompt-cache';

/**
 * The prompts that a score was painted from, with their masks on the picture grid. The score must
 * be there: it brings the boxes.
 */
async function exportedPrompts(
  context: EngineContext,
  entry: HeldPicture,
  settings: MethodSettings,
): Promise<ExportedPrompt[]> {
  const cost = { times: {}, encoderRuns: 0, decoderRuns: 0 };
  const { prompts, masks } = await entry.queue.run(() =>
    promptsWithMasks(context, entry, settings, null, cost),
  );
  return prompts.map((prompt, index) => {
    const { window, ...about } = masks[index] as DecodedMask;
    return { prompt: { ...prompt, ...about }, region: window && maskBitsCpu(window, entry.size) };
  });
}

/** Masks may lie over each other, so each is named by itself. */
async function named(
  context: EngineContext,
  entry: HeldPicture,
  prompts: readonly ExportedPrompt[],
  signal?: AbortSignal,
): Promise<ExportedPrompt[]> {
  const named: ExportedPrompt[] = [];
  for (const exported of prompts) {
    const { region } = exported;
    const names =
      region && (await namesOfMask(context, entry, pixelsOfRegion(region, entry.size), signal));
    named.push(names ? { ...exported, names } : exported);
  }
  return named;
}

/**
 * One file of the masks or prompts behind a prompted score; masks are named where the record says
 * by what. @throws AnomalensError of the models and of words, `cancelled`.
 */
export async function exportPrompts(
  context: EngineContext,
  entry: HeldPicture,
  kind: PromptExportKind,
  record: ExportRecord,
  pane: Pick<PaneView, 'leftOut'>,
  signal?: AbortSignal,
): Promise<Blob> {
  const outside = outsideOf(entry, pane);
  const prompts = (await exportedPrompts(context, entry, record.settings)).map((exported) =>
    outside ? maskInside(exported, outside, entry.size) : exported,
  );
  const shown = masksAbove(prompts, record.threshold);
  switch (kind) {
    case 'masks-png':
      return new Blob([encodeMasksPng(shown, entry.size)], { type: 'image/png' });
    case 'masks-coco':
      return new Blob(
        [masksCoco(record, record.namedBy ? await named(context, entry, shown, signal) : shown)],
        { type: 'application/json' },
      );
    case 'boxes-json':
      return new Blob([promptsJson(record, prompts)], { type: 'application/json' });
  }
}
