/**
 * What a promptable segmenter is asked for. All coordinates are in picture pixels, pixel centres at
 * +0.5.
 */
import type { Box } from '#src/core/types';

/** A place that belongs to the object (`positive`) or does not. */
export interface PromptPoint {
  x: number;
  y: number;
  positive: boolean;
}

/** One object: a box, points, or both; at least one of them. Boxes need not lie on whole pixels. */
export interface Prompt {
  id: string;
  box: Box | null;
  points: readonly PromptPoint[];
  /** What its mask is painted with, 0..1: the generator's, 1 for a prompt made by hand. */
  score: number;
  origin: 'generated' | 'manual';
}

/** A prompt with what the segmenter drew for it. */
export interface SegmentedPrompt extends Prompt {
  /** The segmenter's own estimate of its mask's IoU, 0..1. */
  predictedIou: number;
  /** Pixels of its mask on the picture grid. */
  area: number;
  /** Bounds of its mask; null when it is empty. */
  maskBox: Box | null;
  /** 8-connected parts of its mask. */
  fragments: number;
}
