import type { RgbaPixels } from './rgba-pixels';

/** In standard deviations, where the kernel ends: as SciPy has it, and ImageNet-C by it. */
const TRUNCATE = 4;
const CHANNELS = 4;

/**
 * A Gaussian of the encoded values, the pixels at the border repeated outwards, rounded once at the
 * end. Source: `gaussian_blur` of ImageNet-C (Hendrycks and Dietterich 2019).
 * @param sigma in pixels, above 0. @returns new pixels of the given size.
 */
export function gaussianBlur({ rgba, width, height }: RgbaPixels, sigma: number): RgbaPixels {
  const weights = gaussianWeights(sigma);
  const radius = weights.length >> 1;
  const [stride, margin] = [width * CHANNELS, radius * CHANNELS];
  const blurred = new Uint8ClampedArray(rgba.length);
  // A row that is blurred downwards, with what it is continued by at both ends.
  const line = new Float64Array(stride + 2 * margin);
  for (let y = 0; y < height; y++) {
    line.fill(0);
    for (const [tap, weight] of weights.entries()) {
      const start = Math.min(height - 1, Math.max(0, y + tap - radius)) * stride;
      for (let i = 0; i < stride; i++)
        (line[margin + i] as number) += weight * (rgba[start + i] as number);
    }
    for (let i = 0; i < margin; i++) {
      line[i] = line[margin + (i % CHANNELS)] as number;
      line[margin + stride + i] = line[margin + stride - CHANNELS + (i % CHANNELS)] as number;
    }
    for (let i = 0; i < stride; i++) {
      let value = 0;
      for (let tap = 0; tap < weights.length; tap++)
        value += (weights[tap] as number) * (line[i + tap * CHANNELS] as number);
      blurred[y * stride + i] = value;
    }
  }
  return { rgba: blurred, width, height };
}

/** `[2 r + 1]` weights that sum to 1. */
function gaussianWeights(sigma: number): Float64Array {
  const radius = Math.ceil(TRUNCATE * sigma);
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
