import { createStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import code from './kernel.wgsl?raw';

export type ThresholdGpu = (score: GPUBuffer, pixels: number, threshold: number) => GPUBuffer;

/** Builds the operation; each call returns a mask `[H, W]` u32 (1 or 0) that the caller owns. */
export async function createThreshold(device: GPUDevice): Promise<ThresholdGpu> {
  const kernel = await Kernel.create(device, 'threshold', code);
  return (score, pixels, threshold) => {
    const words = new ArrayBuffer(8);
    new Uint32Array(words)[0] = pixels;
    new Float32Array(words)[1] = threshold;
    const params = uniform(device, 'threshold params', words);
    const mask = createStorage(device, 'mask', pixels * 4);
    submitPass(device, 'threshold', (pass) => kernel.record(pass, [params, score, mask], pixels));
    params.destroy();
    return mask;
  };
}
