import { createStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import code from './kernel.wgsl?raw';

export type MeanGpu = (a: GPUBuffer, b: GPUBuffer, pixels: number) => GPUBuffer;

/**
 * Builds the operation; each call returns the mean `[H, W]` of two score buffers, which may be one
 * and the same, in a buffer that the caller owns.
 */
export async function createMean(device: GPUDevice): Promise<MeanGpu> {
  const kernel = await Kernel.create(device, 'mean', code);
  return (a, b, pixels) => {
    const params = uniform(device, 'mean params', new Uint32Array([pixels]).buffer);
    const mean = createStorage(device, 'mean score', pixels * 4);
    submitPass(device, 'mean', (pass) => kernel.record(pass, [params, a, b, mean], pixels));
    params.destroy();
    return mean;
  };
}
