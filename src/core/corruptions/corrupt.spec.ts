import { describe, expect, it } from 'vitest';
import { corrupt } from './corrupt';
import type { Corruption } from './corruption';
import { gaussianBlur } from './gaussian-blur';
import type { RgbaPixels } from './rgba-pixels';

/** Vertical stripes. */
function picture(width = 8, height = 4): RgbaPixels {
  const rgba = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (i >> 2) % 4 < 2 ? 40 : 200,
  );
  return { rgba, width, height };
}

const noCodec = () => Promise.reject(new Error('no JPEG was asked for'));
const under = async (corruption: Corruption, name = 'a.jpg', given = picture()) =>
  (await corrupt(given, name, corruption, noCodec)).rgba;

describe('a picture under a corruption', () => {
  it('is blurred by its height: 1024 rows have the sigma of the level', async () => {
    const level = 256;
    for (const height of [4, 8]) {
      const expected = gaussianBlur(picture(8, height), (level * height) / 1024).rgba;
      const blurred = await under({ kind: 'blur', level }, 'a.jpg', picture(8, height));
      expect(blurred).toEqual(expected);
    }
  });

  it('is noisy in its own way, the same in every run', async () => {
    const noise: Corruption = { kind: 'noise', level: 30 };
    const first = await under(noise);
    expect(await under(noise)).toEqual(first);
    expect(await under(noise, 'b.jpg')).not.toEqual(first);
    // The same pixels as by another program: the first two, of a name that is not ASCII.
    expect([...(await under(noise, 'straße.jpg')).subarray(0, 8)]).toEqual([
      25, 88, 7, 255, 78, 72, 46, 255,
    ]);
  });

  it('is darker by stops', async () => {
    expect([...(await under({ kind: 'darkness', level: 1 })).subarray(4, 12)]).toEqual([
      26, 26, 26, 255, 146, 146, 146, 255,
    ]);
  });

  it('goes through the given JPEG', async () => {
    const asked: [RgbaPixels, number][] = [];
    const given = picture();
    const result = await corrupt(given, 'a.jpg', { kind: 'jpeg', level: 30 }, async (...call) => {
      asked.push(call);
      return picture(2, 2);
    });
    expect(asked).toEqual([[given, 30]]);
    expect(result).toEqual(picture(2, 2));
  });
});
