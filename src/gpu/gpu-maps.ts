/** Maps on the picture grid that live in GPU buffers, and what is kept of a score. */
import type { Size } from '#src/core/types';
import { type RegionStats, regionStatsCpu } from '#src/gpu/ops/region-stats/cpu';
import type { LabelledBuffers } from '#src/gpu/ops/regions/gpu';
import { destroyStorage, readBack } from './buffers';
import type { ClassMap, Picture, ScoreMap, TruthMap } from './compute';
import type { Kernels } from './gpu-kernels';

class GpuMap implements Size {
  constructor(
    readonly buffer: GPUBuffer,
    readonly width: number,
    readonly height: number,
  ) {}
  get pixels(): number {
    return this.width * this.height;
  }
  release(): void {
    destroyStorage(this.buffer);
  }
}

export class GpuPicture extends GpuMap implements Picture {
  constructor(
    buffer: GPUBuffer,
    width: number,
    height: number,
    readonly rgba: Uint8ClampedArray,
  ) {
    super(buffer, width, height);
  }
}

/** One u32 per pixel. */
export class GpuIds extends GpuMap implements ClassMap, TruthMap {}

interface Statistics extends RegionStats {
  pixelsAbove: number;
}

export class GpuScore extends GpuMap implements ScoreMap {
  private labelled: (LabelledBuffers & { threshold: number }) | null = null;
  private statistics: { threshold: number; minArea: number; result: Promise<Statistics> } | null =
    null;
  private values: Promise<Float32Array> | null = null;
  /** Label (first pixel) of each region id of the latest statistics. */
  private firstPixels: { threshold: number; minArea: number; labels: number[] } | null = null;

  /** Regions at one threshold, on the GPU; the last ones are kept. */
  labels(kernels: Kernels, threshold: number): LabelledBuffers {
    if (this.labelled?.threshold !== threshold) {
      this.dropLabels();
      const mask = kernels.threshold(this.buffer, this.pixels, threshold);
      this.labelled = { threshold, ...kernels.regions(mask, this) };
      destroyStorage(mask);
    }
    return this.labelled as LabelledBuffers;
  }

  /** The score `[H, W]` on the CPU, read back once. */
  read(device: GPUDevice): Promise<Float32Array> {
    this.values ??= readBack(device, this.buffer, this.pixels * 4).then(
      (bytes) => new Float32Array(bytes),
    );
    return this.values;
  }

  /**
   * Statistics need float64 sums, which WGSL lacks: labels are read back and summed here. Drawing
   * does not wait for it.
   */
  stats(
    device: GPUDevice,
    kernels: Kernels,
    threshold: number,
    minArea: number,
  ): Promise<Statistics> {
    if (this.statistics?.threshold !== threshold || this.statistics.minArea !== minArea) {
      const labels = readBack(device, this.labels(kernels, threshold).labels, this.pixels * 4);
      const result = Promise.all([labels, this.read(device)]).then(([bytes, values]) => {
        const stats = regionStatsCpu(new Uint32Array(bytes), values, this, minArea);
        this.firstPixels = { threshold, minArea, labels: firstPixels(stats) };
        return { ...stats, pixelsAbove: countAbove(values, threshold) };
      });
      this.statistics = { threshold, minArea, result };
    }
    return this.statistics.result;
  }

  /** Label of a region id, when its statistics are known already. */
  labelOf(id: number | null, threshold: number, minArea: number): number | null {
    const known = this.firstPixels;
    if (id === null || known?.threshold !== threshold || known.minArea !== minArea) return null;
    return known.labels[id - 1] ?? null;
  }

  private dropLabels(): void {
    if (!this.labelled) return;
    destroyStorage(this.labelled.labels);
    destroyStorage(this.labelled.areas);
    this.labelled = null;
  }

  override release(): void {
    this.dropLabels();
    super.release();
  }
}

function countAbove(values: Float32Array, threshold: number): number {
  const limit = Math.fround(threshold);
  let count = 0;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) >= limit) count++;
  return count;
}

function firstPixels({ regions, ids }: RegionStats): number[] {
  const labels = new Array<number>(regions.length);
  let next = 1;
  for (let i = 0; i < ids.length && next <= regions.length; i++)
    if (ids[i] === next) labels[next++ - 1] = i;
  return labels;
}
