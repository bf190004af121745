/** The promptable segmenter: an embedding per picture, a mask per prompt, each computed once. */
import { AnomalensError } from '#src/core/errors';
import { bestMask, decoderFeeds, maskFrame } from '#src/core/own-masks/mask-feeds';
import { gridOfMap } from '#src/core/own-network/network-frame';
import type { Prompt } from '#src/core/prompts/prompt';
import { frameGrid, pointTensors, promptKey } from '#src/core/prompts/sam-prompt';
import type { NetworkGrid, Size, StageTimes } from '#src/core/types';
import { destroyStorage } from '#src/gpu/buffers';
import { maskBitsCpu } from '#src/gpu/ops/mask-paint/cpu';
import { type MaskWindow, maskWindow } from '#src/gpu/ops/mask-paint/window';
import { regionsCpu } from '#src/gpu/ops/regions/cpu';
import { readFloats } from '#src/models/gpu-transfer';
import type { OwnMaskModel } from '#src/models/own/own-mask-model';
import { findDeadMap } from '#src/models/self-check';
import type { Tensor } from '#src/models/tensor-session';
import { tellLongStep } from '#src/workers/networks/given-network';
import { outputsOfShapes } from '#src/workers/scores/prompt-boxes';
import { type EngineContext, promptNetworkOf } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import type { DecodedMask } from '#src/workers/state/prompt-cache';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import { timed } from '#src/workers/state/stopwatch';

/** What the first run of a person's encoder may take, before which nothing is known of it. */
const UNKNOWN_SECONDS = 60;

/** What one answer has cost. */
export interface PromptCost {
  times: StageTimes;
  encoderRuns: number;
  decoderRuns: number;
}

/**
 * A mask per prompt, in their order, from the cache where the picture has met the same box and
 * points. Call it inside `entry.queue`. Between two masks it can be cancelled; what is done stays.
 * @throws AnomalensError of the models, `model-invalid`, `model-self-check`, `cancelled`.
 */
export async function ensureMasks(
  context: EngineContext,
  entry: HeldPicture,
  prompts: readonly Prompt[],
  cost: PromptCost,
  signal?: AbortSignal,
): Promise<DecodedMask[]> {
  const { prompting } = entry;
  const missing = new Map(
    prompts
      .map((prompt) => [promptKey(prompt), prompt] as const)
      .filter(([key]) => !prompting.mask(key)),
  );
  const masks = new Map<string, DecodedMask>();
  for (const [key, prompt] of missing) {
    context.tellPage('progress', {
      what: 'masks',
      modelId: null,
      phase: 'infer',
      loaded: masks.size,
      total: missing.size,
      cached: false,
    });
    await stageBoundary(signal);
    const { ownMasks } = context.models;
    const mask = ownMasks
      ? await ownMask(context, ownMasks, entry, prompt, cost)
      : await pageMask(context, entry, prompt, cost, signal);
    cost.decoderRuns += 1;
    prompting.keepMask(key, mask);
    masks.set(key, mask);
  }
  return prompts.map((prompt) => {
    const key = promptKey(prompt);
    const mask = masks.get(key) ?? prompting.mask(key);
    if (!mask)
      throw new AnomalensError('internal', `The mask of prompt "${prompt.id}" was not computed.`);
    return mask;
  });
}

async function pageMask(
  context: EngineContext,
  entry: HeldPicture,
  prompt: Prompt,
  cost: PromptCost,
  signal?: AbortSignal,
): Promise<DecodedMask> {
  const { tensor, grid } = await ensureEmbedding(context, entry, cost, signal);
  return timed(cost.times, 'decode', () =>
    decode(context, entry.size, tensor, grid, prompt, signal),
  );
}

/** By a person's own segmenter. */
async function ownMask(
  context: EngineContext,
  own: OwnMaskModel,
  { prompting, picture, size }: HeldPicture,
  prompt: Prompt,
  cost: PromptCost,
): Promise<DecodedMask> {
  const { times } = cost;
  const { signature } = own;
  if (!prompting.ownEmbedding) {
    const grid = maskFrame(size, signature.encoder);
    const planes = await inputOnCpu(context, picture, grid, signature.encoder.input);
    const frame = { width: grid.paddedWidth, height: grid.paddedHeight };
    tellLongStep(context, own.encoderSeconds ?? UNKNOWN_SECONDS);
    const tensors = await timed(times, 'encode', () => own.encode(planes, frame));
    cost.encoderRuns += 1;
    prompting.ownEmbedding = { tensors, grid };
  }
  const { tensors, grid } = prompting.ownEmbedding;
  return timed(times, 'decode', async () => {
    const feeds = decoderFeeds(signature.decoder, tensors, prompt, size, grid);
    const best = bestMask(signature.decoder, await own.decode(feeds), grid);
    const cells = gridOfMap(best.grid, best);
    const window = maskWindow(best.data, best, 1, cells);
    return { window, predictedIou: best.quality, ...shapeOf(window, size) };
  });
}

async function ensureEmbedding(
  context: EngineContext,
  entry: HeldPicture,
  cost: PromptCost,
  signal?: AbortSignal,
) {
  const { prompting, picture } = entry;
  if (prompting.embedding) return prompting.embedding;
  const decoder = await promptNetworkOf(context.models, 'mask-decoder', 'mask-decoder', signal);
  const encoder = await promptNetworkOf(
    context.models,
    decoder.entry.encoder,
    'mask-encoder',
    signal,
  );
  const { input } = encoder.entry;
  const grid = frameGrid(picture, input);
  const frame = { width: grid.paddedWidth, height: grid.paddedHeight };
  const tensor = await timed(cost.times, 'encode', async () => {
    const data = await inputOnCpu(context, picture, grid, input);
    const { image_embeddings } = await encoder.run(
      { [input.name]: { data, dims: [1, 3, frame.height, frame.width] } },
      frame,
      signal,
    );
    if (!image_embeddings)
      throw new AnomalensError('model-invalid', 'The network gives no "image_embeddings".');
    return image_embeddings;
  });
  cost.encoderRuns += 1;
  const problem = findDeadMap(tensor.data);
  if (problem)
    throw new AnomalensError(
      'model-self-check',
      `The embedding of the picture is ${problem}: this device does not compute correctly.`,
      true,
    );
  prompting.embedding = { tensor, grid };
  return prompting.embedding;
}

async function inputOnCpu(
  { compute, device }: EngineContext,
  picture: HeldPicture['picture'],
  grid: NetworkGrid,
  { mean, std }: { mean: readonly number[]; std: readonly number[] },
): Promise<Float32Array> {
  const input = await compute.preprocess(picture, grid, mean, std);
  if ('data' in input) return input.data;
  if (!device) throw new AnomalensError('internal', 'A GPU buffer without a device.');
  try {
    return await readFloats(device, input.buffer, 3 * grid.paddedWidth * grid.paddedHeight);
  } finally {
    destroyStorage(input.buffer);
  }
}

/** One run of the decoder. Of several masks the one that it takes for the best. */
async function decode(
  context: EngineContext,
  picture: Size,
  embedding: Tensor,
  grid: NetworkGrid,
  prompt: Prompt,
  signal?: AbortSignal,
): Promise<DecodedMask> {
  const decoder = await promptNetworkOf(context.models, 'mask-decoder', 'mask-decoder', signal);
  const { maskStride } = decoder.entry;
  const frame = { width: grid.paddedWidth, height: grid.paddedHeight };
  const size = { width: frame.width / maskStride, height: frame.height / maskStride };
  const { coords, labels } = pointTensors(prompt, picture, grid);
  const outputs = await decoder.run(
    {
      image_embeddings: embedding,
      point_coords: { data: coords, dims: [1, labels.length, 2] },
      point_labels: { data: labels, dims: [1, labels.length] },
      mask_input: {
        data: new Float32Array(size.width * size.height),
        dims: [1, 1, size.height, size.width],
      },
      has_mask_input: { data: new Float32Array(1), dims: [1] },
      // `masks` is not read: as small as it can be.
      orig_im_size: { data: Float32Array.of(size.height, size.width), dims: [2] },
    },
    frame,
    signal,
  );
  const candidates = outputs.iou_predictions?.data.length ?? 0;
  const { iou_predictions, low_res_masks } = outputsOfShapes(outputs, {
    iou_predictions: [1, candidates],
    low_res_masks: [1, candidates, size.height, size.width],
  });
  const best = iou_predictions.data.indexOf(Math.max(...iou_predictions.data));
  const pixels = size.width * size.height;
  const window = maskWindow(
    low_res_masks.data.subarray(best * pixels, (best + 1) * pixels),
    size,
    maskStride,
    grid,
  );
  return {
    window,
    predictedIou: Math.min(1, Math.max(0, iou_predictions.data[best] as number)),
    ...shapeOf(window, picture),
  };
}

/** Area, bounds and number of parts of a mask on the picture grid. */
function shapeOf(
  window: MaskWindow | null,
  picture: Size,
): Pick<DecodedMask, 'area' | 'maskBox' | 'fragments'> {
  if (!window) return { area: 0, maskBox: null, fragments: 0 };
  const region = maskBitsCpu(window, picture);
  let [area, left, top, right, bottom] = [0, region.width, region.height, -1, -1];
  for (let y = 0, i = 0; y < region.height; y++) {
    for (let x = 0; x < region.width; x++, i++) {
      if (!region.bits[i]) continue;
      area += 1;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (area === 0) return { area, maskBox: null, fragments: 0 };
  const labels = regionsCpu(region.bits, region);
  const fragments = labels.reduce((count, label, i) => count + (label === i ? 1 : 0), 0);
  return {
    area,
    maskBox: {
      x: region.x + left,
      y: region.y + top,
      width: right - left + 1,
      height: bottom - top + 1,
    },
    fragments,
  };
}
