import { checkPrompts } from '#src/core/prompts/check-prompts';
import type { Prompt } from '#src/core/prompts/prompt';
import { encodeRle } from '#src/core/rle/coco-rle';
import { maskBitsCpu } from '#src/gpu/ops/mask-paint/cpu';
import type { AnnotationSource } from '#src/protocol/open-world';
import type { Requests } from '#src/protocol/requests';
import { keptScore } from '#src/workers/regions/kept-score';
import { ensureMasks } from '#src/workers/scores/prompt-masks';
import { loadPromptNetworks } from '#src/workers/scores/prompted-scores';
import { ensureScore } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';

/**
 * @throws AnomalensError `picture-unknown`, `option-invalid` for a prompt that makes no mask, of
 * the models, `cancelled`.
 */
export function annotationMask(
  context: EngineContext,
  { pictureId, source }: Requests['annotationMask']['params'],
  signal?: AbortSignal,
): Promise<Requests['annotationMask']['result']> {
  const entry = context.pictures.get(pictureId);
  return entry.use(async () => {
    const mask =
      source.kind === 'prompt'
        ? await prompted(context, entry, source.prompt, signal)
        : await region(context, entry, source);
    return { mask: mask?.includes(1) ? encodeRle(mask, entry.size) : null };
  });
}

type RegionSource = Exclude<AnnotationSource, { kind: 'prompt' }>;

async function region(
  context: EngineContext,
  entry: HeldPicture,
  source: RegionSource,
): Promise<Uint8Array | null> {
  const { settings, threshold, minArea } = source;
  const score = await ensureScore(context, entry, settings, {});
  const { map } = await keptScore(context, entry, source, score);
  const labels = await context.compute.readLabels(map, threshold, minArea);
  const own =
    source.kind === 'region' ? (labels[source.y * entry.size.width + source.x] ?? 0) : source.id;
  return own === 0 ? null : Uint8Array.from(labels, (label) => Number(label === own));
}

async function prompted(
  context: EngineContext,
  entry: HeldPicture,
  prompt: Prompt,
  signal?: AbortSignal,
): Promise<Uint8Array | null> {
  const { width, height } = entry.size;
  checkPrompts([prompt], entry.size);
  await loadPromptNetworks(context, false, signal);
  const cost = { times: {}, encoderRuns: 0, decoderRuns: 0 };
  const [decoded] = await entry.queue.run(
    () => ensureMasks(context, entry, [prompt], cost, signal),
    signal,
  );
  const window = decoded?.window;
  if (!window) return null;
  const region = maskBitsCpu(window, entry.size);
  const mask = new Uint8Array(width * height);
  for (let row = 0; row < region.height; row++)
    mask.set(
      region.bits.subarray(row * region.width, (row + 1) * region.width),
      (region.y + row) * width + region.x,
    );
  return mask;
}
