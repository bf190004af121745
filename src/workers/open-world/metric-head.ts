/** The network whose embedding classes are learnt in, and what a picture has of it. */
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { metricHeadMethod } from '#src/methods/capabilities';
import { methods } from '#src/methods/registry';
import { ensureNetworkResult } from '#src/workers/networks/inference';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import type { NetworkResult, PlacedOutput } from '#src/workers/state/network-result';
import { outputOf } from '#src/workers/state/network-result';

/**
 * Logits `[classes, h, w]`, which are an embedding, and features `[channels, h, w]`, both on the
 * CPU.
 */
export interface MetricOutputs {
  logits: LogitsData;
  features: LogitsData;
}

export function isMetricNetwork(modelId: string): boolean {
  return methods.some(({ model, metricHead }) => model === modelId && metricHead === true);
}

/**
 * The metric network's result for a picture, run when it has not been yet. Call it inside
 * `entry.queue`. @throws AnomalensError of the model.
 */
export function metricResult(
  context: EngineContext,
  entry: HeldPicture,
  signal?: AbortSignal,
): Promise<NetworkResult> {
  return ensureNetworkResult(
    context,
    entry,
    { modelId: metricHeadMethod.model, scalars: {} },
    {},
    signal,
  );
}

export function metricOutputs({ outputs }: NetworkResult): MetricOutputs {
  return {
    logits: onCpu(outputOf(outputs, 'logits')),
    features: onCpu(outputOf(outputs, 'features')),
  };
}

function onCpu({ tensor, values }: PlacedOutput): LogitsData {
  const { classes, width, height, stride, grid } = tensor;
  return { classes, width, height, stride, grid, data: values };
}
