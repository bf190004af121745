import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import { createStorage, destroyStorage, uploadStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import type { LogitsBuffer } from '#src/gpu/ops/scores/gpu';
import { logitTaps, packTaps } from '#src/gpu/ops/scores/sampling';
import type { MaxLogitStatistics } from './cpu';
import code from './kernel.wgsl?raw';

export type SmlGpu = (
  logits: LogitsBuffer,
  target: Size,
  statistics: MaxLogitStatistics,
) => GPUBuffer;

/** Builds the operation; each call returns a buffer `[H, W]` float32 that the caller owns. */
export async function createSml(device: GPUDevice): Promise<SmlGpu> {
  const kernel = await Kernel.create(device, 'sml', code);
  return (logits, target, { mean, variance }) => {
    const size = logits.classes * logits.width * logits.height * 4;
    if (
      logits.buffer.size < size ||
      mean.length !== logits.classes ||
      variance.length !== logits.classes
    )
      throw new AnomalensError(
        'internal',
        `Logits and statistics of ${logits.classes} classes were expected.`,
      );
    const pixels = target.width * target.height;
    const taps = logitTaps(target, logits.grid, logits.stride);
    const words = new Uint32Array([
      target.width,
      target.height,
      logits.width,
      logits.height,
      logits.classes,
    ]);
    const params = uniform(device, 'sml params', words.buffer);
    const columns = uploadStorage(device, 'sml columns', packTaps(taps.columns));
    const rows = uploadStorage(device, 'sml rows', packTaps(taps.rows));
    const pairs = Float32Array.from(
      mean.flatMap((value, c) => [value, 1 / Math.sqrt(variance[c] as number)]),
    );
    const statistics = uploadStorage(device, 'sml statistics', pairs);
    const score = createStorage(device, 'score sml', pixels * 4);
    submitPass(device, 'sml', (pass) =>
      kernel.record(
        pass,
        [params, { buffer: logits.buffer, size }, columns, rows, statistics, score],
        pixels,
      ),
    );
    for (const buffer of [columns, rows, statistics]) destroyStorage(buffer);
    params.destroy();
    return score;
  };
}
