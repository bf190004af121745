import type { Range } from '#src/core/types';
import { destroyStorage, readBack, uploadStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import { BINS } from './cpu';
import code from './kernel.wgsl?raw';

export interface HistogramGpu {
  range(score: GPUBuffer, pixels: number): Promise<Range>;
  histogram(score: GPUBuffer, pixels: number, range: Range): Promise<Uint32Array>;
}

function fromOrdered(value: number): number {
  const bits = value & 0x80000000 ? value & 0x7fffffff : ~value;
  return new Float32Array(Uint32Array.of(bits).buffer)[0] as number;
}

/**
 * Builds range and 256-bin histogram of a score buffer `[H, W]`; 8 and 1024 bytes are read back.
 */
export async function createHistogram(device: GPUDevice): Promise<HistogramGpu> {
  const rangeKernel = await Kernel.create(device, 'histogram', code, 'range');
  const histogramKernel = await Kernel.create(device, 'histogram', code, 'histogram');

  async function run(
    kernel: Kernel,
    score: GPUBuffer,
    pixels: number,
    range: Range,
    initial: Uint32Array<ArrayBuffer>,
  ): Promise<Uint32Array> {
    const words = new ArrayBuffer(16);
    new Uint32Array(words)[0] = pixels;
    new Float32Array(words).set([range.min, BINS / Math.max(range.max - range.min, 1e-12)], 1);
    const params = uniform(device, 'histogram params', words);
    const result = uploadStorage(device, 'histogram result', initial);
    submitPass(device, 'histogram', (pass) => kernel.record(pass, [params, score, result], pixels));
    try {
      return new Uint32Array(await readBack(device, result, initial.byteLength));
    } finally {
      destroyStorage(result);
      params.destroy();
    }
  }

  return {
    range: async (score, pixels) => {
      const empty = Uint32Array.of(0xffffffff, 0);
      const ends = await run(rangeKernel, score, pixels, { min: 0, max: 1 }, empty);
      const [low, high] = [ends[0] as number, ends[1] as number];
      return low <= high
        ? { min: fromOrdered(low), max: fromOrdered(high) }
        : { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
    },
    histogram: (score, pixels, range) =>
      run(histogramKernel, score, pixels, range, new Uint32Array(BINS)),
  };
}
