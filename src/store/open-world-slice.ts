/** Classes that are taught in the page: what is annotated, what was learnt from it. */
import type { SerialisedError } from '#src/core/errors';
import type { History } from '#src/core/history';
import type { LearntClass } from '#src/core/open-world/learnt';
import type { CocoRle } from '#src/core/rle/coco-rle';
import type { Size } from '#src/core/types';
import type { DistanceHistogram, LearntMeasurement, MetricSpace } from '#src/workers/protocol';

/** What a click or drag on the picture annotates; with none of them it moves the picture. */
export type AnnotationTool = 'component' | 'box' | 'brush' | 'eraser' | 'polygon';

/** One annotated picture. Found again by name and size of the picture, so that it outlives the page. */
export interface Shot {
  id: string;
  picture: Size & { name: string };
  mask: CocoRle;
  /** Annotated pixels. */
  pixels: number;
}

/** A class before it is learnt. At most one shot per picture: what is annotated is added to it. */
export interface ClassDraft {
  name: string;
  colour: string;
  shots: readonly Shot[];
}

/** A learnt class with what it came from, so that it can be learnt again in the other way. */
export interface TaughtClass extends LearntClass {
  shots: readonly Shot[];
  /** Annotated pixels that it was learnt from. */
  pixels: number;
  distances: DistanceHistogram | null;
  losses: readonly number[];
  time: number;
}

export interface OpenWorldSlice {
  /** In the order in which they were learnt. */
  classes: readonly TaughtClass[];
  draft: History<ClassDraft>;
  tool: AnnotationTool | null;
  /** Diameter of brush and eraser in picture pixels. */
  brush: number;
  /** Corners of the polygon, or of the box or stroke under way, in picture pixels. */
  stroke: readonly { x: number; y: number }[];
  /** Head or prototype, for the next class. */
  kind: LearntClass['rule']['kind'];
  learning: boolean;
  error: SerialisedError | null;
  /** Of the shown picture; `key` says what it depends on. */
  space: { key: string; result: MetricSpace } | null;
  measured: { key: string; result: LearntMeasurement } | null;
  /** Index in `space.points` under the pointer, or the pixel's own place. */
  pointed: { u: number; v: number; x: number; y: number } | null;
}
