import { random } from '../random';
import { changeColours, type RgbaPixels } from './rgba-pixels';

/**
 * Adds to every colour of every pixel a number of its own from a normal distribution, rounded and
 * kept within 0..255; the pixels are changed where they lie. Source: `gaussian_noise` of ImageNet-C
 * (Hendrycks and Dietterich 2019).
 * @param deviation in steps of 8 bits. @param seed of the numbers: another deviation scales those
 * of one seed.
 */
export function addGaussianNoise(pixels: RgbaPixels, deviation: number, seed: number): void {
  const next = normals(seed);
  changeColours(pixels, (value) => value + deviation * next());
}

/** Standard normal numbers, by Box and Muller. */
function normals(seed: number): () => number {
  const uniform = random(seed);
  let second: number | null = null;
  return () => {
    if (second !== null) {
      const given = second;
      second = null;
      return given;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform())); // never the logarithm of 0
    const angle = 2 * Math.PI * uniform();
    second = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
