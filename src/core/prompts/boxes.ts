/** Boxes with scores: overlap and non-maximum suppression. */
import type { Box } from '#src/core/types';

/** A box in picture pixels that some detector is `score` sure of, 0..1. */
export interface ScoredBox {
  box: Box;
  score: number;
}

/** Kept per picture, as the published detector does. */
const MOST_BOXES = 100;

/** Intersection over union, 0..1; 0 for two boxes without any area. */
export function boxIoU(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const intersection = width * height;
  return intersection / (a.width * a.height + b.width * b.height - intersection);
}

/**
 * Greedy non-maximum suppression: by falling score, a box goes when it overlaps one that is kept
 * with an IoU above `largestIoU`. Of equal scores the earlier one wins. At most 100 remain.
 */
export function suppressBoxes(boxes: readonly ScoredBox[], largestIoU: number): ScoredBox[] {
  const kept: ScoredBox[] = [];
  for (const candidate of [...boxes].sort((a, b) => b.score - a.score)) {
    if (kept.length === MOST_BOXES) break;
    if (kept.every(({ box }) => boxIoU(box, candidate.box) <= largestIoU)) kept.push(candidate);
  }
  return kept;
}
