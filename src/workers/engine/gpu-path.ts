import { AnomalensError } from '#src/core/errors';
import { acquireDevice, describeAdapter } from '#src/gpu/device';
import type { EngineInfo, EngineOptions } from '#src/protocol/engine';
import { type ChosenPaths, choosePaths, wantsAdapter } from '#src/workers/engine/choose-paths';

export interface TakenPaths extends ChosenPaths {
  adapter: EngineInfo['adapter'];
  /** Null when both paths run on the processor. */
  device: GPUDevice | null;
}

/**
 * Looks for WebGPU as far as the options want it, chooses the paths and takes a device where one is
 * needed.
 */
export async function takePaths(
  options: Pick<EngineOptions, 'inference' | 'compute'>,
): Promise<TakenPaths> {
  const adapter = wantsAdapter(options) ? await describeAdapter() : null;
  const chosen = choosePaths(options, adapter, null);
  if (chosen.inference !== 'webgpu' && chosen.compute !== 'webgpu')
    return { ...chosen, adapter, device: null };
  try {
    const { device } = await acquireDevice();
    return { ...chosen, adapter, device };
  } catch (error) {
    if (!(error instanceof AnomalensError)) throw error;
    return { ...choosePaths(options, null, error.message), adapter, device: null };
  }
}
