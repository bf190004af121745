import type { Size } from '#src/core/types';
import { createStorage, destroyStorage, uploadStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import type { LogitsBuffer } from '#src/gpu/ops/scores/gpu';
import { logitTaps, packTaps } from '#src/gpu/ops/scores/sampling';
import code from './kernel.wgsl?raw';

export type UpsampleGpu = (output: LogitsBuffer, target: Size) => GPUBuffer;

/** Builds the operation; each call returns a buffer `[H, W]` float32 that the caller owns. */
export async function createUpsample(device: GPUDevice): Promise<UpsampleGpu> {
  const kernel = await Kernel.create(device, 'upsample', code);
  return (output, target) => {
    const pixels = target.width * target.height;
    const taps = logitTaps(target, output.grid, output.stride);
    const params = uniform(
      device,
      'upsample params',
      new Uint32Array([target.width, target.height, output.width, 0]).buffer,
    );
    const columns = uploadStorage(device, 'upsample columns', packTaps(taps.columns));
    const rows = uploadStorage(device, 'upsample rows', packTaps(taps.rows));
    const enlarged = createStorage(device, 'upsampled output', pixels * 4);
    const source = { buffer: output.buffer, size: output.width * output.height * 4 };
    submitPass(device, 'upsample', (pass) =>
      kernel.record(pass, [params, source, columns, rows, enlarged], pixels),
    );
    destroyStorage(columns);
    destroyStorage(rows);
    params.destroy();
    return enlarged;
  };
}
