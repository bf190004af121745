/** Components of a prediction and of the ground truth as SegmentMeIfYouCan labels them, `[H,W]` ids each, 0xffffffff outside. */
import { ANOMALY, IGNORE } from '#src/core/metrics/image-histogram';
import type { Size } from '#src/core/types';
import { componentsCpu } from '#src/gpu/ops/components/cpu';

interface Truth extends Size {
  /** `[height, width]`: 0 normal, 1 anomaly, 255 ignore. */
  data: Uint8Array;
}

/** Of `score > threshold`, void removed before labelling. The threshold is compared as the float32 that the scores are. */
export function predictedComponents(scores: Float32Array, truth: Truth, threshold: number): Uint32Array {
  const level = Math.fround(threshold);
  const mask = new Uint8Array(scores.length);
  for (let i = 0; i < scores.length; i++) if (scores[i] > level && truth.data[i] !== IGNORE) mask[i] = 1;
  return componentsCpu(mask, truth);
}

export function trueComponents(truth: Truth): Uint32Array {
  return componentsCpu(
    truth.data.map((value) => (value === ANOMALY ? 1 : 0)),
    truth,
  );
}
