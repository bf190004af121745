import { AnomalensError } from '#src/core/errors';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { StageTimes } from '#src/core/types';
import { destroyStorage, uploadStorage } from '#src/gpu/buffers';
import type { Logits } from '#src/gpu/compute';
import { readFloats } from '#src/models/gpu-transfer';
import type { NetworkTensor } from '#src/models/picture-network';
import { findDeadMap } from '#src/models/self-check';
import { mapsOf, outputsOfChain } from '#src/workers/networks/chain';
import { residualRange } from '#src/workers/networks/residual-norm';
import { roadLikeness } from '#src/workers/networks/road-likeness';
import { outputsOf } from '#src/workers/networks/run-plan';
import { type EngineContext, segmenterOf } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import {
  NetworkResult,
  type NetworkRun,
  outputOf,
  type PlacedOutput,
  resultKey,
} from '#src/workers/state/network-result';
import { timed } from '#src/workers/state/stopwatch';

/**
 * What a network gives for the picture, from the cache or by one run. Of each network the last run
 * of each look is kept. Call it inside `entry.use` and `entry.queue`.
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
  const key = resultKey(run);
  const known = entry.networks.get(key);
  if (known?.isOf(run)) return known;
  const result = await runNetwork(context, entry, run, times, signal);
  if (known) entry.retire(known);
  entry.networks.set(key, result);
  return result;
}

async function runNetwork(
  context: EngineContext,
  entry: HeldPicture,
  run: NetworkRun,
  times: StageTimes,
  signal?: AbortSignal,
): Promise<NetworkResult> {
  const model = await segmenterOf(context.models, run.modelId, signal);
  const { id, classes, leastRoadShare } = model.entry;
  throwIfCancelled(signal);
  const { longSide } = run;
  const results = await outputsOfChain({ context, entry, times, signal, longSide }, model, {
    scalars: run.scalars,
    outputs: outputsOf(id),
  });
  const outputs = await timed(times, 'infer', () => placeAll(context, results));
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
  entry.retire(mapsOf(entry, longSide));
  throw new AnomalensError(
    'model-self-check',
    `The network's output is ${problem}: this device does not compute correctly.`,
    true,
  );
}

async function placeAll(
  context: EngineContext,
  results: Readonly<Record<string, NetworkTensor>>,
): Promise<Record<string, PlacedOutput>> {
  const placed: Record<string, PlacedOutput> = {};
  for (const [id, result] of Object.entries(results)) placed[id] = await place(context, result);
  return placed;
}

function shapeOf({ classes, stride, grid, width, height }: Logits) {
  return { classes, stride, grid, width, height };
}

/** An output where our operations need it, and on the CPU for the checks. */
async function place(
  { compute, device }: EngineContext,
  output: NetworkTensor,
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
