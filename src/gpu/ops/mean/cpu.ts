/**
 * Mean of two score maps of one grid `[H, W]`, pixel by pixel, rounded once to float32. A pixel that is
 * not finite in either map follows the rules of floats: NaN stays NaN, and an infinity stays one unless
 * it meets its opposite. Scores are far from values whose sum no float holds: there the kernel gives
 * infinity, however it is written, since shader compilers reorder sums.
 */
export function meanCpu(a: Float32Array, b: Float32Array): Float32Array<ArrayBuffer> {
  const mean = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) mean[i] = 0.5 * ((a[i] as number) + (b[i] as number));
  return mean;
}
