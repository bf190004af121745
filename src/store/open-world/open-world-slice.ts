/** Classes that are taught in the page: what is annotated, what was learnt from it. */
import { type History, startHistory } from '#src/core/history';
import type { LearntClass } from '#src/core/open-world/learnt';
import type { Point } from '#src/core/prompts/box-geometry';
import type { CocoRle } from '#src/core/rle/coco-rle';
import type { Range, Size } from '#src/core/types';
import type { SerialisedError } from '#src/protocol/errors';
import type {
  DistanceHistogram,
  LearningProgress,
  LearntMeasurement,
  MetricSpace,
  TrainingLabels,
} from '#src/protocol/open-world';

/** Arrow keys in the plot, a pointer over it, or the probe of the picture. */
export type PointedBy = 'keys' | 'pointer' | 'probe';

/** What a click or drag on the picture annotates; with none of them it moves the picture. */
export type AnnotationTool = 'region' | 'box' | 'brush' | 'eraser' | 'polygon';

/** One annotated picture, found again by its identity, so that it outlives the page. */
export interface Shot {
  id: string;
  picture: Size & { name: string; identity: string };
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
  /** Empty for a class from a file. */
  shots: readonly Shot[];
  /** How many pictures it was learnt from. */
  shotCount: number;
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
  stroke: readonly Point[];
  /**
   * Where the pointer of a tool is, in device pixels within its pane; null while it is elsewhere.
   */
  pointer: Point | null;
  /** Objects that the worker is looking for. */
  asking: number;
  /** Head or prototype, for the next class. */
  kind: LearntClass['rule']['kind'];
  learning: boolean;
  /** How far learning is; null before its first picture or step, and when nothing is learnt. */
  progress: LearningProgress | null;
  error: SerialisedError | null;
  /** Metric space of the shown picture; `key` says what it depends on. */
  space: { key: string; result: MetricSpace } | null;
  measured: { key: string; result: LearntMeasurement } | null;
  trainingLabels: { key: string; result: TrainingLabels } | null;
  /** The pixel that the plot or the picture points at, and what pointed: see `endPoint`. */
  pointed: { u: number; v: number; x: number; y: number; by: PointedBy } | null;
  /** Whether the metric space is on the screen. */
  wantsSpace: boolean;
  /**
   * Whether the picture shows what a head would be taught; only with a class to be learnt by one.
   */
  wantsTrainingLabels: boolean;
  /** How many texts of earlier learning the browser keeps that this page could not use. */
  textsAside: number;
}

/** Diameters of the brush. A disc of two pixels holds the centre of one wherever it is. */
export const BRUSH: Range = { min: 2, max: 200 };

/**
 * Taken in turn. Apart from each other also for colour-blind eyes, and from the network's classes
 * and unknown.
 */
export const LEARNT_COLOURS = [
  '#66eeff',
  '#ee6600',
  '#bbff33',
  '#bb99ff',
  '#ffee99',
  '#ff9999',
  '#5555cc',
  '#995555',
] as const;

/** A class without a name, in the first colour that no learnt one has. */
export function emptyDraft(taken: readonly Pick<LearntClass, 'colour'>[]): ClassDraft {
  const isFree = (colour: string) => !taken.some((taught) => taught.colour === colour);
  return {
    name: '',
    colour:
      LEARNT_COLOURS.find(isFree) ??
      (LEARNT_COLOURS[taken.length % LEARNT_COLOURS.length] as string),
    shots: [],
  };
}

export function initialOpenWorld(): OpenWorldSlice {
  return {
    classes: [],
    draft: startHistory(emptyDraft([])),
    tool: null,
    brush: 24,
    stroke: [],
    pointer: null,
    asking: 0,
    kind: 'prototype',
    learning: false,
    progress: null,
    error: null,
    space: null,
    measured: null,
    trainingLabels: null,
    pointed: null,
    wantsSpace: false,
    wantsTrainingLabels: false,
    textsAside: 0,
  };
}
