/**
 * Regions of a prediction and of the ground truth as SegmentMeIfYouCan labels them, `[H,W]` ids
 * each, 0xffffffff outside.
 */
import { ANOMALY, IGNORE } from '#src/core/metrics/image-histogram';
import type { Size } from '#src/core/types';
import { regionsCpu } from '#src/gpu/ops/regions/cpu';

interface Truth extends Size {
  /** `[height, width]`: 0 normal, 1 anomaly, 255 ignore. */
  data: Uint8Array;
}

/**
 * Regions of `score > threshold`, void removed before labelling. The threshold is compared as the float32
 * that the scores are.
 */
export function predictedRegions(
  scores: Float32Array,
  truth: Truth,
  threshold: number,
): Uint32Array {
  const level = Math.fround(threshold);
  return labelled(truth, (i) => (scores[i] as number) > level && truth.data[i] !== IGNORE);
}

/** The regions that the page shows: `score >= threshold`, void removed before labelling. */
export function shownRegions(scores: Float32Array, truth: Truth, threshold: number): Uint32Array {
  const level = Math.fround(threshold);
  return labelled(truth, (i) => (scores[i] as number) >= level && truth.data[i] !== IGNORE);
}

export function trueRegions(truth: Truth): Uint32Array {
  return labelled(truth, (i) => truth.data[i] === ANOMALY);
}

function labelled(size: Size, isInside: (pixel: number) => boolean): Uint32Array {
  const mask = new Uint8Array(size.width * size.height);
  for (let i = 0; i < mask.length; i++) if (isInside(i)) mask[i] = 1;
  return regionsCpu(mask, size);
}
