import { AnomalensError } from '#src/core/errors';
import { networkGrid } from '#src/core/geometry';
import { throwIfCancelled } from '#src/core/task-queue';
import type { StageTimes } from '#src/core/types';
import { destroyStorage } from '#src/gpu/buffers';
import type { Logits, NetworkInput, Picture } from '#src/gpu/compute';
import { readFloats, uploadFloats } from '#src/models/gpu-transfer';
import type { SegmenterLogits } from '#src/models/segmenter';
import { findDeadMap } from '#src/models/self-check';
import type { EngineContext, PreparedModel } from '#src/workers/context';
import type { NetworkResult, PictureEntry } from '#src/workers/picture-entry';
import { roadLikeness } from '#src/workers/road-likeness';
import { stageBoundary } from '#src/workers/stage-boundary';
import { timed } from '#src/workers/stopwatch';

/**
 * The picture's logits, from the cache or by one run of the network. Call it inside `entry.queue`.
 * @throws AnomalensError of the model, `cancelled`, `model-self-check` when the device computed nothing sensible.
 */
export async function ensureNetworkResult(
  context: EngineContext,
  entry: PictureEntry,
  times: StageTimes,
  signal?: AbortSignal,
): Promise<NetworkResult> {
  if (entry.network) return entry.network;
  const result = await runNetwork(context, entry.picture, times, signal);
  entry.network = result;
  return result;
}

async function runNetwork(context: EngineContext, picture: Picture, times: StageTimes, signal?: AbortSignal): Promise<NetworkResult> {
  const { compute, options, notify } = context;
  const model = await context.models.current(signal);
  const { input, classes } = model.entry;
  throwIfCancelled(signal);
  const grid = networkGrid(picture, options.longSide, input.multipleOf);
  const tensor = await timed(times, 'preprocess', () => compute.preprocess(picture, grid, input.mean, input.std));
  notify('progress', { what: model.entry.title, phase: 'infer', loaded: 0, total: 1, cached: false });
  const { logits, values } = await timed(times, 'infer', () => run(context, model, tensor, signal));
  const release = () => {
    if ('buffer' in logits) logits.buffer.destroy();
  };
  const problem = findDeadMap(values);
  if (problem) {
    release();
    throw new AnomalensError('model-self-check', `The network's output is ${problem}: this device does not compute correctly.`, true);
  }
  return {
    logits,
    plainLogits: { ...shapeOf(logits), data: values },
    release,
    roadLikeness: roadLikeness(
      values,
      logits,
      classes.map(({ name }) => name),
    ),
  };
}

async function run(
  context: EngineContext,
  model: PreparedModel,
  tensor: NetworkInput,
  signal?: AbortSignal,
): Promise<{ logits: Logits; values: Float32Array }> {
  try {
    await stageBoundary(signal);
    return await place(context, await model.segmenter.run(tensor, signal));
  } finally {
    if ('buffer' in tensor) destroyStorage(tensor.buffer);
  }
}

function shapeOf({ classes, stride, grid, width, height }: Logits) {
  return { classes, stride, grid, width, height };
}

/** The logits where our operations need them, and on the CPU for the checks. */
async function place({ compute, device }: EngineContext, logits: SegmenterLogits): Promise<{ logits: Logits; values: Float32Array }> {
  if ('data' in logits) {
    if (compute.path === 'cpu' || !device) return { logits, values: logits.data };
    const buffer = uploadFloats(device, logits.data, 'logits of a picture');
    return { logits: { ...shapeOf(logits), buffer }, values: logits.data };
  }
  if (!device) throw new AnomalensError('internal', 'A GPU buffer without a device.');
  const values = await readFloats(device, logits.buffer, logits.classes * logits.width * logits.height);
  if (compute.path === 'webgpu') return { logits, values };
  logits.buffer.destroy();
  return { logits: { ...shapeOf(logits), data: values }, values };
}
