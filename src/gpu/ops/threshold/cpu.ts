/**
 * Mask `[H, W]` of `score >= threshold` (1 or 0; NaN is 0) and its pixel count. The threshold is
 * taken as float32, as on the GPU.
 */
export function thresholdCpu(
  score: Float32Array,
  threshold: number,
): { mask: Uint8Array; count: number } {
  const limit = Math.fround(threshold);
  const mask = new Uint8Array(score.length);
  let count = 0;
  for (let i = 0; i < score.length; i++) {
    if ((score[i] as number) >= limit) {
      mask[i] = 1;
      count++;
    }
  }
  return { mask, count };
}
