/**
 * What the pipeline asks of our own operations, wherever they run. `cpu-compute.ts` calls the
 * TypeScript twins, `gpu-compute.ts` the WGSL kernels; both follow the same contracts, operation by
 * operation.
 */
import { AnomalensError } from '#src/core/errors';
import { sameSize } from '#src/core/geometry';
import type {
  ComputePath,
  Histogram,
  LayerKind,
  NetworkGrid,
  Range,
  Region,
  Size,
  ViewTransform,
} from '#src/core/types';
import type { ConceptColumn } from '#src/gpu/ops/concepts/columns';
import type { Classifier, DropoutStatistic } from '#src/gpu/ops/dropout/cpu';
import type { WhitenedClasses } from '#src/gpu/ops/mahalanobis/cpu';
import type { PaintedMask } from '#src/gpu/ops/mask-paint/window';
import type { OpenRule } from '#src/gpu/ops/open-classes/cpu';
import type { ScoreRequest } from '#src/gpu/ops/scores/formulas';
import type { MaxLogitStatistics } from '#src/gpu/ops/sml/cpu';

/**
 * A decoded picture held by a compute path. `rgba [H, W, 4]` bytes stay readable on the CPU for
 * exports and thumbnails.
 */
export interface Picture extends Size {
  readonly rgba: Uint8ClampedArray;
  release(): void;
}

/**
 * Normalised network input `[1, 3, paddedHeight, paddedWidth]`, on the CPU or in a GPU storage
 * buffer.
 */
type NetworkInput = { grid: NetworkGrid } & ({ data: Float32Array } | { buffer: GPUBuffer });

/**
 * Logits `[classes, height, width]` of the padded input, on the CPU or in a GPU storage buffer
 * (bound with explicit size).
 */
export type Logits = { classes: number; stride: number; grid: NetworkGrid } & Size &
  ({ data: Float32Array } | { buffer: GPUBuffer });

/** One score map `[H, W]` float32 on the picture grid. */
export interface ScoreMap extends Size {
  release(): void;
}

/** Class `[H, W]` on the picture grid: predicted, or learnt in the page. */
export interface ClassMap extends Size {
  release(): void;
}

/** Ground truth `[H, W]` on the picture grid: 0 normal, 1 anomaly, 255 ignored. */
export interface TruthMap extends Size {
  release(): void;
}

/** Everything that one pane shows. */
export interface PaneDrawing {
  canvas: Size;
  transform: ViewTransform;
  picture: Picture;
  /** Absent while only the picture is there. */
  score: ScoreMap | null;
  classes: ClassMap | null;
  truth: TruthMap | null;
  /** `heat` colours `heat` below, or the score when there is none. */
  layer: LayerKind;
  /**
   * Another map than the score for the heat layer; regions and outlines stay those of the score.
   */
  heat: ScoreMap | null;
  threshold: number;
  minArea: number;
  /** 256 RGB triples `[256, 3]` bytes of the colour map. */
  colourMap: Uint8Array;
  displayRange: Range;
  /** RGB triples `[n, 3]` bytes of the classes; of the layer `errors` four, as in `error-colours.ts`. */
  classColours: Uint8Array;
  /**
   * In the layer `classes`, the index of unknown pixels, those of a lower class with `score >=
   * threshold`; null shows none.
   */
  unknownClass: number | null;
  /** 0..1 of tint, heat map or class map. */
  opacity: number;
  outlines: boolean;
  highlightedRegion: number | null;
  /** RGB of the mask's tint and of the surroundings, 0..255. */
  tint: readonly [number, number, number];
  background: readonly [number, number, number];
}

export interface RegionsOf {
  pixelsAbove: number;
  regionCount: number;
  regions: Region[];
}

/** Monte Carlo dropout on the input of a 1x1 classifier. */
interface DropoutRequest {
  classifier: Classifier;
  /** `[passes, channels]` */
  masks: Float32Array;
  statistic: DropoutStatistic;
}

/** @throws AnomalensError `internal` for maps of two sizes. */
export function assertOneGrid(a: Size, b: Size): void {
  if (!sameSize(a, b)) throw new AnomalensError('internal', 'The maps lie on different grids.');
}

export interface Compute {
  readonly path: ComputePath;
  loadPicture(rgba: Uint8ClampedArray, size: Size): Picture;
  /**
   * Antialiased triangle resize (PIL BILINEAR), sRGB bytes, `(v/255 - mean)/std`, padded with zeros
   * right and bottom.
   */
  preprocess(
    picture: Picture,
    grid: NetworkGrid,
    mean: readonly number[],
    std: readonly number[],
  ): Promise<NetworkInput>;
  /**
   * Logits `[columns, h, w]` of similarities `[concepts, h, w]`: per column the largest of its concepts'
   * minus its offset, over the temperature. On WebGPU their buffer is the caller's to destroy.
   */
  concepts(
    similarities: Logits,
    columns: readonly ConceptColumn[],
    temperature: number,
  ): Promise<Logits>;
  /**
   * Bilinear (half-pixel) logits on the picture grid, then the scores asked for. One pass for all
   * of them.
   */
  scores(
    logits: Logits,
    target: Size,
    requests: readonly ScoreRequest[],
  ): Promise<{ scores: ScoreMap[]; classes: ClassMap }>;
  /** Classes with those learnt in the page, from bilinear (half-pixel) logits of a metric head. */
  openClasses(logits: Logits, target: Size, rules: readonly OpenRule[]): Promise<ClassMap>;
  /** Standardised max logit of bilinear (half-pixel) logits on the picture grid. */
  sml(logits: Logits, target: Size, statistics: MaxLogitStatistics): Promise<ScoreMap>;
  /**
   * Squared distance of features `[channels, h, w]` to the nearest class mean, on their own grid
   * and then as `upsample`.
   */
  mahalanobis(features: Logits, target: Size, whitening: WhitenedClasses): Promise<ScoreMap>;
  /**
   * A statistic over passes with masked features `[channels, h, w]`, on their own grid and then as
   * `upsample`.
   * @param beforePass awaited before each pass, from 0; what it throws ends the work.
   */
  dropout(
    features: Logits,
    target: Size,
    request: DropoutRequest,
    beforePass: (pass: number) => Promise<void>,
  ): Promise<ScoreMap>;
  /** The first channel of a network output on the picture grid, bilinear (half-pixel). */
  upsample(output: Logits, target: Size): Promise<ScoreMap>;
  /**
   * Masks of one picture on a grid of it: zeros, and the highest score of the masks that cover a
   * pixel.
   */
  paintMasks(masks: readonly PaintedMask[], target: Size): Promise<ScoreMap>;
  /** Gaussian 7x7, sigma 1, reflect. */
  blur(score: ScoreMap): Promise<ScoreMap>;
  /** Mean of two score maps of one size. @throws AnomalensError `internal` for others. */
  mean(a: ScoreMap, b: ScoreMap): Promise<ScoreMap>;
  /** A score map from data `[H, W]`, for imported scores. */
  importScore(data: Float32Array, size: Size): ScoreMap;
  /** `labels [H, W]` bytes of 0, 1 and 255. */
  loadTruth(labels: Uint8Array, size: Size): TruthMap;
  range(score: ScoreMap): Promise<Range>;
  histogram(score: ScoreMap, range: Range): Promise<Histogram>;
  /**
   * Regions of `score >= threshold`, 8-connected; statistics are filtered by `minArea`,
   * `pixelsAbove` is not.
   */
  regions(score: ScoreMap, threshold: number, minArea: number): Promise<RegionsOf>;
  /** Draws one pane; on the GPU nothing is read back. */
  draw(
    context: GPUCanvasContext | OffscreenCanvasRenderingContext2D,
    drawing: PaneDrawing,
  ): Promise<void>;
  /** The drawing as `[canvas.height, canvas.width, 4]` bytes, for exports and parity tests. */
  render(drawing: PaneDrawing): Promise<Uint8ClampedArray>;
  readScore(score: ScoreMap): Promise<Float32Array>;
  readClasses(classes: ClassMap): Promise<Uint8Array>;
  /** Region id per pixel `[H, W]`, 0 = none, after the minimum area. */
  readLabels(score: ScoreMap, threshold: number, minArea: number): Promise<Uint32Array>;
}
