/** Classes that are learnt in the page. */
import type { LeftOut } from '#src/core/ground-truth/left-out';
import type { Removal } from '#src/core/meta/removal';
import type { LearntClass, LearntRule } from '#src/core/open-world/learnt';
import type { Prompt } from '#src/core/prompts/prompt';
import type { CocoRle } from '#src/core/rle/coco-rle';
import type { Size } from '#src/core/types';
import type { MethodSettings } from '#src/protocol/scores';

/** Regions as a pane shows them. */
interface ShownRegions {
  settings: MethodSettings;
  threshold: number;
  removal: Removal | null;
  leftOut: LeftOut | null;
  minArea: number;
}

/**
 * An object to be annotated: the region of a pane under a pixel or by its id in the table, or
 * the mask of a prompt.
 */
export type AnnotationSource =
  | (ShownRegions & { kind: 'region'; x: number; y: number })
  | (ShownRegions & { kind: 'listed-region'; id: number })
  | { kind: 'prompt'; prompt: Prompt };

export interface OpenWorldRequests {
  /** A mask `[H, W]` on the picture grid; null where there is nothing. */
  annotationMask: {
    params: { pictureId: string; source: AnnotationSource };
    result: { mask: CocoRle | null };
  };
  /**
   * Keeps embeddings and features of a picture and which of its pixels were annotated, until
   * `dropShots`.
   */
  collectShot: {
    params: { shotId: string; pictureId: string; mask: CocoRle };
    result: { pixels: number };
  };
  dropShots: { params: { shotIds: readonly string[] }; result: null };
  /**
   * A rule from collected shots. @throws `shot-unknown` (retryable) for one that a new worker does
   * not have.
   */
  learnClass: {
    params: {
      shotIds: readonly string[];
      earlier: readonly LearntRule[];
      kind: LearntRule['kind'];
    };
    result: Lesson;
  };
  /**
   * What a head that is learnt from a collected shot is taught in its picture. @throws
   * `shot-unknown` (retryable).
   */
  trainingLabels: {
    params: { shotId: string; earlier: readonly LearntRule[] };
    result: TrainingLabels;
  };
  /** Where the embeddings of a picture lie. */
  metricSpace: {
    params: { pictureId: string; learnt: readonly LearntClass[] };
    result: MetricSpace;
  };
  /** Against the picture's label; `threshold` of the score tells the unknown ones. */
  measureLearnt: {
    params: { pictureId: string; learnt: readonly LearntClass[] };
    result: LearntMeasurement;
  };
}

/**
 * How far learning is: shots are collected, picture by picture; then a prototype is averaged over
 * them and its distances are measured, or a head is trained, step by step.
 */
export interface LearningProgress {
  phase: 'collect' | 'average' | 'distances' | 'train';
  /** The picture or step that is under way, from 1 on. */
  current: number;
  total: number;
}

/** What learning gave. */
export interface Lesson {
  rule: LearntRule;
  /** Annotated pixels, on the picture grids. */
  pixels: number;
  /** Distances to a prototype; null for a head. */
  distances: DistanceHistogram | null;
  /** DCE + VL per iteration, of a head; empty otherwise. */
  losses: number[];
  /** Milliseconds. */
  time: number;
}

/** Labels of the cells of the network's grid, from the picture's upper left corner on. */
export interface TrainingLabels extends Size {
  /**
   * `[height, width]`: the network's classes 0..N-1, those learnt before from N on, and the new
   * class.
   */
  labels: number[];
  /** Cells that are annotated. */
  annotated: number;
  /**
   * Width and height of all cells over those of the picture: the last ones may end beyond it, or
   * before its end.
   */
  reach: { x: number; y: number };
}

/**
 * Squared distances to a prototype in equal steps of their logarithm; what lies outside of `range`
 * is in the outermost bins.
 */
export interface DistanceHistogram {
  range: { min: number; max: number };
  /** Pixels under the annotations, and the others of the same pictures. */
  inside: number[];
  outside: number[];
}

/** Embeddings in the plane of their first two principal components. */
export interface MetricSpace {
  /**
   * Sampled pixels: position in the plane, pixel of the picture, and index in the open map
   * (without unknown).
   */
  points: { u: number; v: number; x: number; y: number; index: number }[];
  /** The network's classes and then the learnt prototypes, by index in the open map. */
  prototypes: { u: number; v: number; index: number }[];
  /** `mean [classes]` and both axes `[classes]`: u = axes[0] . (f - mean). */
  mean: number[];
  axes: [number[], number[]];
  /** Share of the variance that each axis explains, 0..1. */
  explained: [number, number];
}

/** Intersection over union, 0..1; null where the label says nothing of it. */
export interface LearntMeasurement {
  /**
   * Mean over the network's classes that the label holds, with the learnt classes and without them.
   */
  old: number | null;
  oldBefore: number | null;
  /** Mean over the learnt classes. */
  novel: number | null;
  harmonic: number | null;
}
