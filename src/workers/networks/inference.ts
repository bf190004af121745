import { AnomalensError } from '#src/core/errors';
import { networkGrid } from '#src/core/geometry';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { StageTimes } from '#src/core/types';
import { destroyStorage, uploadStorage } from '#src/gpu/buffers';
import type { Logits, NetworkInput, Picture } from '#src/gpu/compute';
import { readFloats } from '#src/models/gpu-transfer';
import type { SegmenterTensor } from '#src/models/segmenter';
import { findDeadMap } from '#src/models/self-check';
import { residualRange } from '#src/workers/networks/residual-norm';
import { roadLikeness } from '#src/workers/networks/road-likeness';
import { outputsOf } from '#src/workers/networks/run-plan';
import {
  type EngineContext,
  type PreparedSegmenter,
  segmenterOf,
} from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import {
  NetworkResult,
  type NetworkRun,
  outputOf,
  type PlacedOutput,
} from '#src/workers/state/network-result';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import { timed } from '#src/workers/state/stopwatch';

/**
 * What a network gives for the picture, from the cache or by one run. Of each network the last run
 * is kept. Call it inside `entry.queue`.
 * @throws AnomalensError of the model, `cancelled`, `model-self-check` when the device computed
 * nothing sensible.
 */
export async function ensureNetworkResult(
  context: EngineContext,
  entry: HeldPicture,
  run: NetworkRun,
  times: StageTimes,
  signal?: AbortSignal,
): Promise<NetworkResult> {
  const known = entry.networks.get(run.modelId);
  if (known?.isOf(run)) return known;
  const result = await runNetwork(context, entry.picture, run, times, signal);
  if (known) entry.retire(known);
  entry.networks.set(run.modelId, result);
  return result;
}

async function runNetwork(
  context: EngineContext,
  picture: Picture,
  run: NetworkRun,
  times: StageTimes,
  signal?: AbortSignal,
): Promise<NetworkResult> {
  const { compute, options, tellPage } = context;
  const model = await segmenterOf(context.models, run.modelId, signal);
  const { id, title, input, classes, leastRoadShare } = model.entry;
  throwIfCancelled(signal);
  const grid = networkGrid(picture, options.longSide, input.multipleOf);
  const tensor = await timed(times, 'preprocess', () =>
    compute.preprocess(picture, grid, input.mean, input.std),
  );
  tellPage('progress', {
    what: title,
    modelId: id,
    phase: 'infer',
    loaded: 0,
    total: 1,
    cached: false,
  });
  const outputs = await timed(times, 'infer', () => infer(context, model, run, tensor, signal));
  const logits = outputOf(outputs, 'logits');
  const { residualNorm } = outputs;
  const names = classes.map(({ name }) => name);
  const result = new NetworkResult(
    run,
    outputs,
    roadLikeness(logits.values, logits.tensor, names, leastRoadShare),
    residualNorm ? residualRange(residualNorm) : null,
  );
  // The residual norm may well be zero everywhere; logits never are.
  const problem = [outputs.logits, outputs.rplLogits]
    .map((output) => output && findDeadMap(output.values))
    .find(Boolean);
  if (!problem) return result;
  result.release();
  throw new AnomalensError(
    'model-self-check',
    `The network's output is ${problem}: this device does not compute correctly.`,
    true,
  );
}

async function infer(
  context: EngineContext,
  { entry, segmenter }: PreparedSegmenter,
  { scalars }: NetworkRun,
  tensor: NetworkInput,
  signal?: AbortSignal,
): Promise<Record<string, PlacedOutput>> {
  try {
    await stageBoundary(signal);
    const results = await segmenter.run(tensor, { scalars, outputs: outputsOf(entry.id) }, signal);
    const placed: Record<string, PlacedOutput> = {};
    for (const [id, result] of Object.entries(results)) placed[id] = await place(context, result);
    return placed;
  } finally {
    if ('buffer' in tensor) destroyStorage(tensor.buffer);
  }
}

function shapeOf({ classes, stride, grid, width, height }: Logits) {
  return { classes, stride, grid, width, height };
}

/** An output where our operations need it, and on the CPU for the checks. */
async function place(
  { compute, device }: EngineContext,
  output: SegmenterTensor,
): Promise<PlacedOutput> {
  if ('data' in output) {
    if (compute.path === 'cpu' || !device) return { tensor: output, values: output.data };
    const buffer = uploadStorage(
      device,
      'network output of a picture',
      output.data as Float32Array<ArrayBuffer>,
    );
    return { tensor: { ...shapeOf(output), buffer }, values: output.data };
  }
  if (!device) throw new AnomalensError('internal', 'A GPU buffer without a device.');
  const values = await readFloats(
    device,
    output.buffer,
    output.classes * output.width * output.height,
  );
  if (compute.path === 'webgpu') return { tensor: output, values };
  destroyStorage(output.buffer);
  return { tensor: { ...shapeOf(output), data: values }, values };
}
