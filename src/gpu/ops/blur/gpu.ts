import type { Size } from '#src/core/types';
import { createStorage, destroyStorage, uploadStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import { GAUSSIAN_7 } from './cpu';
import code from './kernel.wgsl?raw';

export type BlurGpu = (score: GPUBuffer, size: Size) => GPUBuffer;

/** Builds the operation; each call returns a blurred score buffer `[H, W]` that the caller owns. */
export async function createBlur(device: GPUDevice): Promise<BlurGpu> {
  const rows = await Kernel.create(device, 'blur', code, 'rows');
  const columns = await Kernel.create(device, 'blur', code, 'columns');
  const taps = uploadStorage(device, 'blur taps', new Float32Array(GAUSSIAN_7));
  return (score, { width, height }) => {
    const params = uniform(device, 'blur params', new Uint32Array([width, height]).buffer);
    const between = createStorage(device, 'blur rows', width * height * 4);
    const result = createStorage(device, 'blurred score', width * height * 4);
    submitPass(device, 'blur', (pass) => {
      rows.record(pass, [params, score, taps, between], width * height);
      columns.record(pass, [params, between, taps, result], width * height);
    });
    destroyStorage(between);
    params.destroy();
    return result;
  };
}
