import { maskBitsCpu } from '#src/gpu/ops/mask-paint/cpu';
import type { EngineContext } from '#src/workers/context';
import {
  type ExportedPrompt,
  encodeMasksPng,
  masksCoco,
  promptsJson,
} from '#src/workers/export-prompts';
import type { ExportRecord } from '#src/workers/export-tables';
import type { PictureEntry } from '#src/workers/picture-entry';
import { promptsWithMasks } from '#src/workers/prompted-scores';
import type { MethodSettings, PromptExportKind } from '#src/workers/protocol';

/**
 * The prompts that a score was painted from, with their masks on the picture grid. The score must
 * be there: it brings the boxes.
 */
async function exportedPrompts(
  context: EngineContext,
  entry: PictureEntry,
  settings: MethodSettings,
): Promise<ExportedPrompt[]> {
  const cost = { times: {}, encoderRuns: 0, decoderRuns: 0 };
  const { prompts, masks } = await entry.queue.run(() =>
    promptsWithMasks(context, entry, settings, null, cost),
  );
  return prompts.map((prompt, at) => {
    const { window, ...about } = masks[at];
    return { prompt: { ...prompt, ...about }, region: window && maskBitsCpu(window, entry.size) };
  });
}

/**
 * One file of the masks or prompts behind a score of method `s2m`. @throws AnomalensError of the
 * models.
 */
export async function exportPrompts(
  context: EngineContext,
  entry: PictureEntry,
  kind: PromptExportKind,
  record: ExportRecord,
): Promise<Blob> {
  const prompts = await exportedPrompts(context, entry, record.settings);
  switch (kind) {
    case 'masks-png':
      return new Blob([encodeMasksPng(prompts, entry.size)], { type: 'image/png' });
    case 'masks-coco':
      return new Blob([masksCoco(record, prompts)], { type: 'application/json' });
    case 'boxes-json':
      return new Blob([promptsJson(record, prompts)], { type: 'application/json' });
  }
}
