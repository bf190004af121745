import type { Size } from '#src/core/types';
import { createStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import code from './kernel.wgsl?raw';

export interface LabelledBuffers {
  /** Smallest pixel index of the region `[H, W]` u32, 0xffffffff outside. */
  labels: GPUBuffer;
  /** Area at the index of the region's first pixel `[H, W]` u32, 0 elsewhere. */
  areas: GPUBuffer;
}

export type RegionsGpu = (mask: GPUBuffer, size: Size) => LabelledBuffers;

/** Builds the operation; the caller owns both buffers of a result. */
export async function createRegions(device: GPUDevice): Promise<RegionsGpu> {
  const kernelOf = (entry: string) => Kernel.create(device, 'regions', code, entry);
  const [initialise, merge, finish] = await Promise.all([
    kernelOf('initialise'),
    kernelOf('merge'),
    kernelOf('finish'),
  ]);
  return (mask, { width, height }) => {
    const params = uniform(device, 'regions params', new Uint32Array([width, height]).buffer);
    const labels = createStorage(device, 'labels', width * height * 4);
    const areas = createStorage(device, 'areas', width * height * 4); // new buffers are zero
    submitPass(device, 'regions', (pass) => {
      initialise.record(pass, [params, mask, labels], width * height);
      merge.record(pass, [params, mask, labels], width * height);
      finish.record(pass, [params, mask, labels, areas], width * height);
    });
    params.destroy();
    return { labels, areas };
  };
}
