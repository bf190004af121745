/** Shared vocabulary. Pictures are `[H, W]` row-major; boxes and points are in picture pixels. */

/** Where onnxruntime-web runs the network. */
export type InferencePath = 'webgpu' | 'wasm';
/** Where our own operations run. */
export type ComputePath = 'webgpu' | 'cpu';

export interface Size {
  width: number;
  height: number;
}

export interface Range {
  min: number;
  max: number;
}

/**
 * Axis-aligned box in picture pixels; covers columns `x .. x+width-1` and rows `y .. y+height-1`.
 */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * One 8-connected region of `score >= threshold`. Ids 1..n in raster order of the first pixel.
 */
export interface Region {
  id: number;
  area: number;
  box: Box;
  /** Mean column and row of its pixels, counted from 0 as in `box`. */
  centroid: { x: number; y: number };
  meanScore: number;
  maxScore: number;
}

/** Label of pixels outside every region. */
export const BACKGROUND = 0xffffffff;

/**
 * How a picture is put before the network: content of `width x height`, padded at the right and
 * bottom.
 */
export interface NetworkGrid {
  /** Size of the resized picture, true aspect, long side N. */
  width: number;
  height: number;
  /** Size of the network input, next multiples of `multipleOf`. */
  paddedWidth: number;
  paddedHeight: number;
}

/** 256 equal bins over `range`; `counts[256]`. */
export interface Histogram {
  range: Range;
  counts: Uint32Array;
}

/** `errors` compares the mask with the ground truth. */
export type LayerKind = 'picture' | 'mask' | 'heat' | 'classes' | 'errors';
/**
 * What a pane can show; `residual-norm` is drawn as a heat map of what the network adds to its
 * features, `open-map` as classes: those of the network, unknown where the score reaches the
 * threshold, and those learnt in the page. `difference` and `agreement` compare the pane's score and mask
 * with those of another pane.
 */
export type PaneLayer = LayerKind | 'residual-norm' | 'open-map' | 'difference' | 'agreement';
export type ColourMapName = 'viridis' | 'magma' | 'cividis' | 'turbo' | 'grey';

/** Picture to canvas: `canvas = picture * scale + offset`, in canvas pixels (device pixels). */
export interface ViewTransform {
  scale: number;
  offsetX: number;
  offsetY: number;
}

/**
 * Milliseconds per stage of one analysis or drawing. Stages that did not run are absent. `decode`
 * is of a picture, or of masks from prompts.
 */
export type StageTimes = Partial<
  Record<
    | 'decode'
    | 'preprocess'
    | 'infer'
    | 'score'
    | 'propose'
    | 'encode'
    | 'paint'
    | 'histogram'
    | 'threshold'
    | 'regions'
    | 'draw',
    number
  >
>;
