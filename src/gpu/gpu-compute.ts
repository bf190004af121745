import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import { scoresCpu } from '#src/gpu/ops/scores/cpu';
import type { ScoreRequest } from '#src/gpu/ops/scores/formulas';
import { type LogitsBuffer, MOST_CLASSES } from '#src/gpu/ops/scores/gpu';
import { createStorage, destroyStorage, readBack, uploadStorage } from './buffers';
import {
  assertOneGrid,
  type Compute,
  type Logits,
  type PaneDrawing,
  type ScoreMap,
} from './compute';
import { createKernels } from './gpu-kernels';
import { GpuIds, GpuPicture, GpuScore } from './gpu-maps';

const RENDER_FORMAT: GPUTextureFormat = 'rgba8unorm';

function own<T>(value: unknown, type: abstract new (...args: never[]) => T): T {
  if (value instanceof type) return value;
  throw new AnomalensError(
    'internal',
    `A ${type.name} was expected: the map belongs to another compute path.`,
  );
}

/**
 * Our own operations in WGSL on the engine's device. `canvasFormat` is the format that pane
 * canvases are configured with.
 * @throws AnomalensError when a shader does not compile
 */
export async function createGpuCompute(
  device: GPUDevice,
  canvasFormat: GPUTextureFormat,
): Promise<Compute> {
  const kernels = await createKernels(device, [canvasFormat, RENDER_FORMAT]);
  const scoreOf = (score: ScoreMap): GpuScore => own(score, GpuScore);

  /**
   * Runs `use` with the logits in a buffer; those that a WebAssembly session left on the CPU are
   * uploaded for it.
   */
  async function withLogits<T>(
    logits: Logits,
    use: (logits: LogitsBuffer) => T | Promise<T>,
  ): Promise<T> {
    if ('buffer' in logits) return use(logits);
    const buffer = uploadStorage(
      device,
      'uploaded logits',
      logits.data as Float32Array<ArrayBuffer>,
    );
    try {
      return await use({ ...logits, buffer });
    } finally {
      destroyStorage(buffer);
    }
  }

  /** More classes than the kernel has registers for. */
  async function scoresByTwin(
    logits: Logits,
    target: Size,
    requests: readonly ScoreRequest[],
  ): ReturnType<Compute['scores']> {
    const { width, height } = target;
    const bytes = logits.classes * logits.width * logits.height * 4;
    const data =
      'data' in logits
        ? logits.data
        : new Float32Array(await readBack(device, logits.buffer, bytes));
    const { scores, classes } = scoresCpu({ ...logits, data }, target, requests);
    const upload = (label: string, values: Float32Array | Uint32Array) =>
      uploadStorage(device, label, values as Float32Array<ArrayBuffer>);
    return {
      scores: scores.map((score) => new GpuScore(upload('score', score), width, height)),
      classes: new GpuIds(upload('classes', Uint32Array.from(classes)), width, height),
    };
  }

  /** Takes over a map `[source.height, source.width]` and gives it on the picture grid. */
  function enlarged(map: GPUBuffer, source: LogitsBuffer, target: Size): GpuScore {
    const score = kernels.upsample({ ...source, classes: 1, buffer: map }, target);
    destroyStorage(map);
    return new GpuScore(score, target.width, target.height);
  }

  function paint(view: GPUTextureView, format: GPUTextureFormat, drawing: PaneDrawing): void {
    const picture = own(drawing.picture, GpuPicture);
    const score = drawing.layer === 'picture' ? null : drawing.score && scoreOf(drawing.score);
    const scored = score && {
      score: (drawing.heat ? scoreOf(drawing.heat) : score).buffer,
      classes: drawing.classes && own(drawing.classes, GpuIds).buffer,
      truth: drawing.truth && own(drawing.truth, GpuIds).buffer,
      ...score.labels(kernels, drawing.threshold),
    };
    kernels.overlay.draw(view, format, drawing, {
      picture,
      scored,
      colourMap: drawing.colourMap,
      classColours: drawing.classColours,
      minArea: drawing.minArea,
      highlightedLabel:
        score?.labelOf(drawing.highlightedRegion, drawing.threshold, drawing.minArea) ?? null,
    });
  }

  async function render(drawing: PaneDrawing): Promise<Uint8ClampedArray> {
    const { width, height } = drawing.canvas;
    const texture = device.createTexture({
      label: 'rendered pane',
      size: [width, height],
      format: RENDER_FORMAT,
      usage: GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC,
    });
    paint(texture.createView(), RENDER_FORMAT, drawing);
    const bytesPerRow = Math.ceil((width * 4) / 256) * 256;
    const rows = createStorage(device, 'rendered rows', bytesPerRow * height);
    const encoder = device.createCommandEncoder({ label: 'read rendered pane' });
    encoder.copyTextureToBuffer({ texture }, { buffer: rows, bytesPerRow }, [width, height]);
    device.queue.submit([encoder.finish()]);
    const padded = new Uint8Array(await readBack(device, rows, bytesPerRow * height));
    destroyStorage(rows);
    texture.destroy();
    const result = new Uint8ClampedArray(width * height * 4);
    for (let y = 0; y < height; y++)
      result.set(padded.subarray(y * bytesPerRow, y * bytesPerRow + width * 4), y * width * 4);
    return result;
  }

  return {
    path: 'webgpu',
    loadPicture: (rgba, { width, height }) =>
      new GpuPicture(
        uploadStorage(device, 'picture', rgba as Uint8ClampedArray<ArrayBuffer>),
        width,
        height,
        rgba,
      ),
    preprocess: async (picture, grid, mean, std) => ({
      grid,
      buffer: kernels.preprocess(own(picture, GpuPicture), grid, mean, std),
    }),
    concepts: async (similarities, columns, temperature) => {
      const buffer = await withLogits(similarities, (onGpu) =>
        kernels.concepts(onGpu, columns, temperature),
      );
      const { width, height, stride, grid } = similarities;
      return { buffer, classes: columns.length, width, height, stride, grid };
    },
    scores: async (logits, target, kinds) => {
      const { width, height } = target;
      if (logits.classes > MOST_CLASSES) return scoresByTwin(logits, target, kinds);
      const { scores, classes } = await withLogits(logits, (onGpu) =>
        kernels.scores(onGpu, target, kinds),
      );
      return {
        scores: scores.map((buffer) => new GpuScore(buffer, width, height)),
        classes: new GpuIds(classes, width, height),
      };
    },
    openClasses: async (logits, target, rules) => {
      const classes = await withLogits(logits, (onGpu) =>
        kernels.openClasses(onGpu, target, rules),
      );
      return new GpuIds(classes, target.width, target.height);
    },
    sml: async (logits, target, statistics) => {
      const score = await withLogits(logits, (onGpu) => kernels.sml(onGpu, target, statistics));
      return new GpuScore(score, target.width, target.height);
    },
    mahalanobis: (features, target, whitening) =>
      withLogits(features, (onGpu) =>
        enlarged(kernels.mahalanobis(onGpu, whitening), onGpu, target),
      ),
    dropout: (features, target, { classifier, masks, statistic }, beforePass) =>
      withLogits(features, async (onGpu) => {
        const channels = onGpu.classes;
        const passes = masks.length / channels;
        const sums = kernels.dropout.sums(onGpu, classifier);
        try {
          for (let pass = 0; pass < passes; pass++) {
            await beforePass(pass);
            kernels.dropout.addPass(
              onGpu,
              classifier,
              masks.subarray(pass * channels, (pass + 1) * channels),
              sums,
            );
          }
          const pixels = onGpu.width * onGpu.height;
          return enlarged(
            kernels.dropout.statistic(sums, pixels, classifier.bias.length, passes, statistic),
            onGpu,
            target,
          );
        } finally {
          destroyStorage(sums);
        }
      }),
    upsample: async (output, target) => {
      const score = await withLogits(output, (onGpu) => kernels.upsample(onGpu, target));
      return new GpuScore(score, target.width, target.height);
    },
    paintMasks: async (masks, target) =>
      new GpuScore(kernels.maskPaint(masks, target), target.width, target.height),
    blur: async (score) =>
      new GpuScore(kernels.blur(scoreOf(score).buffer, score), score.width, score.height),
    mean: async (a, b) => {
      assertOneGrid(a, b);
      const mean = kernels.mean(scoreOf(a).buffer, scoreOf(b).buffer, a.width * a.height);
      return new GpuScore(mean, a.width, a.height);
    },
    importScore: (data, { width, height }) =>
      new GpuScore(
        uploadStorage(device, 'imported score', data as Float32Array<ArrayBuffer>),
        width,
        height,
      ),
    loadTruth: (labels, { width, height }) =>
      new GpuIds(uploadStorage(device, 'ground truth', Uint32Array.from(labels)), width, height),
    range: async (score) =>
      kernels.histogram.range(scoreOf(score).buffer, score.width * score.height),
    histogram: async (score, range) => ({
      range,
      counts: await kernels.histogram.histogram(
        scoreOf(score).buffer,
        score.width * score.height,
        range,
      ),
    }),
    regions: async (score, threshold, minArea) => {
      const { regions, pixelsAbove } = await scoreOf(score).stats(
        device,
        kernels,
        threshold,
        minArea,
      );
      return { pixelsAbove, regionCount: regions.length, regions };
    },
    draw: async (context, drawing) => {
      if (!('configure' in context))
        throw new AnomalensError('internal', 'The WGSL overlay draws to a WebGPU canvas.');
      paint(context.getCurrentTexture().createView(), canvasFormat, drawing);
    },
    render,
    readScore: async (score) => (await scoreOf(score).read(device)).slice(),
    readClasses: async (classes) => {
      const map = own(classes, GpuIds);
      return Uint8Array.from(new Uint32Array(await readBack(device, map.buffer, map.pixels * 4)));
    },
    readLabels: async (score, threshold, minArea) =>
      (await scoreOf(score).stats(device, kernels, threshold, minArea)).ids.slice(),
  };
}
