import { crc32 } from '../compression/crc32';
import type { Corruption } from './corruption';
import { darken } from './darken';
import { gaussianBlur } from './gaussian-blur';
import { addGaussianNoise } from './gaussian-noise';
import type { RgbaPixels } from './rgba-pixels';

/** Cityscapes: there the levels of a blur are those of ImageNet-C. */
const ROWS_OF_LEVELS = 1024;

/** Writes a JPEG and reads it back. @param quality 1..100. */
type ThroughJpeg = (pixels: RgbaPixels, quality: number) => Promise<RgbaPixels>;

/**
 * A picture under a corruption, on its own grid. What is random of it follows from its name and the
 * kind, so that every run gives the same pixels.
 * @param pixels are taken over. @throws whatever `throughJpeg` throws.
 */
export async function corrupt(
  pixels: RgbaPixels,
  name: string,
  { kind, level }: Corruption,
  throughJpeg: ThroughJpeg,
): Promise<RgbaPixels> {
  switch (kind) {
    case 'blur':
      return gaussianBlur(pixels, (level * pixels.height) / ROWS_OF_LEVELS);
    case 'noise':
      addGaussianNoise(pixels, level, crc32(new TextEncoder().encode(`${kind} ${name}`)));
      return pixels;
    case 'darkness':
      darken(pixels, level);
      return pixels;
    case 'jpeg':
      return throughJpeg(pixels, level);
  }
}
