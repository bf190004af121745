import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import { conceptsCpu } from '#src/gpu/ops/concepts/cpu';
import { addDropoutPassCpu, dropoutStatisticCpu, dropoutSums } from '#src/gpu/ops/dropout/cpu';
import { histogramCpu, rangeCpu } from '#src/gpu/ops/histogram/cpu';
import { mahalanobisCpu } from '#src/gpu/ops/mahalanobis/cpu';
import { paintMasksCpu } from '#src/gpu/ops/mask-paint/cpu';
import { meanCpu } from '#src/gpu/ops/mean/cpu';
import { openClassesCpu } from '#src/gpu/ops/open-classes/cpu';
import { overlayCpu } from '#src/gpu/ops/overlay/cpu';
import { pictureCpu } from '#src/gpu/ops/overlay/picture-cpu';
import { preprocessCpu } from '#src/gpu/ops/preprocess/cpu';
import { type RegionStats, statsOfRuns } from '#src/gpu/ops/region-stats/cpu';
import { runsOfMask } from '#src/gpu/ops/regions/runs';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { smlCpu } from '#src/gpu/ops/sml/cpu';
import { thresholdCpu } from '#src/gpu/ops/threshold/cpu';
import { upsampleCpu } from '#src/gpu/ops/upsample/cpu';
import type { SimdModule } from '#src/gpu/simd/module';
import { simdOperations, TWINS } from '#src/gpu/simd/operations';
import {
  assertOneGrid,
  type ClassMap,
  type Compute,
  type Logits,
  type PaneDrawing,
  type Picture,
  type ScoreMap,
  type TruthMap,
} from './compute';

interface Labelling extends RegionStats {
  threshold: number;
  minArea: number;
  pixelsAbove: number;
}

class CpuPicture implements Picture {
  private onCanvas: { key: string; pixels: Uint8ClampedArray<ArrayBuffer> } | null = null;

  constructor(
    readonly rgba: Uint8ClampedArray,
    readonly width: number,
    readonly height: number,
  ) {}

  /**
   * A copy of the picture as the canvas shows it; panes and slider steps of one view share the
   * work.
   */
  drawn({ canvas, transform, background }: PaneDrawing): Uint8ClampedArray<ArrayBuffer> {
    const key = JSON.stringify([canvas, transform, background]);
    if (this.onCanvas?.key !== key)
      this.onCanvas = { key, pixels: pictureCpu(this, canvas, transform, background) };
    return this.onCanvas.pixels.slice();
  }

  release(): void {
    this.onCanvas = null;
  }
}

class CpuScore implements ScoreMap {
  private labelling: Labelling | null = null;

  constructor(
    readonly data: Float32Array,
    readonly width: number,
    readonly height: number,
  ) {}

  /**
   * The regions at one threshold; the last result is kept, because a drawing and its table ask
   * for the same one.
   */
  labels(threshold: number, minArea: number): Labelling {
    if (this.labelling?.threshold !== threshold || this.labelling.minArea !== minArea) {
      const { mask, count } = thresholdCpu(this.data, threshold);
      const stats = statsOfRuns(runsOfMask(mask, this), this.data, this, minArea);
      this.labelling = { threshold, minArea, pixelsAbove: count, ...stats };
    }
    return this.labelling;
  }

  release(): void {
    this.labelling = null;
  }
}

class CpuBytes implements ClassMap, TruthMap {
  constructor(
    readonly data: Uint8Array,
    readonly width: number,
    readonly height: number,
  ) {}
  release(): void {}
}

function own<T>(value: unknown, type: abstract new (...args: never[]) => T): T {
  if (value instanceof type) return value;
  throw new AnomalensError(
    'internal',
    `A ${type.name} was expected: the map belongs to another compute path.`,
  );
}

function logitsData(logits: Logits): LogitsData {
  if ('data' in logits) return logits;
  throw new AnomalensError(
    'internal',
    'Logits on the GPU must be read back before the TypeScript operations.',
  );
}

function render(drawing: PaneDrawing): Uint8ClampedArray<ArrayBuffer> {
  const picture = own(drawing.picture, CpuPicture);
  const score = drawing.score && own(drawing.score, CpuScore);
  const heat = drawing.heat && own(drawing.heat, CpuScore);
  const needsIds =
    score !== null &&
    drawing.layer !== 'picture' &&
    (drawing.layer === 'mask' ||
      drawing.layer === 'errors' ||
      drawing.unknownClass !== null ||
      drawing.outlines ||
      drawing.highlightedRegion !== null);
  const pixels = picture.drawn(drawing);
  overlayCpu(pixels, drawing, {
    size: picture,
    score: (heat ?? score)?.data ?? null,
    ids: needsIds ? score.labels(drawing.threshold, drawing.minArea).ids : null,
    classes: drawing.classes && own(drawing.classes, CpuBytes).data,
    truth: drawing.truth && own(drawing.truth, CpuBytes).data,
    colourMap: drawing.colourMap,
    classColours: drawing.classColours,
  });
  return pixels;
}

/**
 * Our own operations without a GPU: those that have it in SIMD, all others in TypeScript.
 * @param simd null runs the TypeScript twins alone, the oracle of SIMD and of the WGSL kernels.
 */
export function createCpuCompute(simd: SimdModule | null = null): Compute {
  const operations = simd ? simdOperations(simd) : TWINS;
  const scoreOf = (score: ScoreMap): CpuScore => own(score, CpuScore);
  const enlarged = (output: LogitsData, target: Size) =>
    new CpuScore(upsampleCpu(output, target), target.width, target.height);
  return {
    path: 'cpu',
    loadPicture: (rgba, { width, height }) => new CpuPicture(rgba, width, height),
    preprocess: async (picture, grid, mean, std) => ({
      grid,
      data: preprocessCpu(picture.rgba, picture, grid, mean, std),
    }),
    concepts: async (similarities, columns, temperature) =>
      conceptsCpu(logitsData(similarities), columns, temperature),
    scores: async (logits, target: Size, kinds) => {
      const { scores, classes } = operations.scores(logitsData(logits), target, kinds);
      const { width, height } = target;
      return {
        scores: scores.map((data) => new CpuScore(data, width, height)),
        classes: new CpuBytes(classes, width, height),
      };
    },
    openClasses: async (logits, target, rules) =>
      new CpuBytes(openClassesCpu(logitsData(logits), target, rules), target.width, target.height),
    sml: async (logits, target, statistics) =>
      new CpuScore(smlCpu(logitsData(logits), target, statistics), target.width, target.height),
    mahalanobis: async (features, target, whitening) => {
      const source = logitsData(features);
      return enlarged({ ...source, classes: 1, data: mahalanobisCpu(source, whitening) }, target);
    },
    dropout: async (features, target, { classifier, masks, statistic }, beforePass) => {
      const source = logitsData(features);
      const channels = source.classes;
      const passes = masks.length / channels;
      const sums = dropoutSums(source, classifier);
      for (let pass = 0; pass < passes; pass++) {
        await beforePass(pass);
        addDropoutPassCpu(
          source,
          classifier,
          masks.subarray(pass * channels, (pass + 1) * channels),
          sums,
        );
      }
      const data = dropoutStatisticCpu(sums, classifier.bias.length, passes, statistic);
      return enlarged({ ...source, classes: 1, data }, target);
    },
    upsample: async (output, target) => enlarged(logitsData(output), target),
    paintMasks: async (masks, target) =>
      new CpuScore(paintMasksCpu(masks, target), target.width, target.height),
    blur: async (score) =>
      new CpuScore(operations.blur(scoreOf(score).data, score), score.width, score.height),
    mean: async (a, b) => {
      assertOneGrid(a, b);
      return new CpuScore(meanCpu(scoreOf(a).data, scoreOf(b).data), a.width, a.height);
    },
    importScore: (data, { width, height }) => new CpuScore(data, width, height),
    loadTruth: (labels, { width, height }) => new CpuBytes(labels, width, height),
    range: async (score) => rangeCpu(scoreOf(score).data),
    histogram: async (score, range) => ({
      range,
      counts: histogramCpu(scoreOf(score).data, range),
    }),
    regions: async (score, threshold, minArea) => {
      const { pixelsAbove, regions } = scoreOf(score).labels(threshold, minArea);
      return { pixelsAbove, regionCount: regions.length, regions };
    },
    draw: async (context, drawing) => {
      if (!('putImageData' in context))
        throw new AnomalensError('internal', 'The TypeScript overlay draws to a 2D canvas.');
      const { width, height } = drawing.canvas;
      context.putImageData(new ImageData(render(drawing), width, height), 0, 0);
    },
    render: async (drawing) => render(drawing),
    readScore: async (score) => scoreOf(score).data.slice(),
    readClasses: async (classes) => own(classes, CpuBytes).data.slice(),
    readLabels: async (score, threshold, minArea) =>
      scoreOf(score).labels(threshold, minArea).ids.slice(),
  };
}
