import { describe, expect, it } from 'vitest';
import { decodeRle } from '#src/core/rle/coco-rle';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { metricPicture, PICTURE } from '#src/workers/testing/metric-picture';
import { annotationMask } from './annotation-mask';

describe('an annotation', () => {
  it('is the region under a pixel, or nothing', async () => {
    const { context, entry } = await metricPicture();
    const settings = settingsFor(methodById('dmlnet'));
    const ask = (threshold: number) =>
      annotationMask(context, {
        pictureId: PICTURE,
        source: {
          kind: 'region',
          settings,
          threshold,
          removal: null,
          leftOut: null,
          minArea: 0,
          x: 5,
          y: 5,
        },
      });
    const { mask } = await ask(0);
    expect(mask && decodeRle(mask).every((value) => value === 1)).toBe(true);
    expect(mask?.size).toEqual([entry.size.height, entry.size.width]);
    expect(await ask(2)).toEqual({ mask: null });
    const listed = (id: number) =>
      annotationMask(context, {
        pictureId: PICTURE,
        source: {
          kind: 'listed-region',
          settings,
          threshold: 0,
          removal: null,
          leftOut: null,
          minArea: 0,
          id,
        },
      });
    expect(await listed(1)).toEqual({ mask });
    expect(await listed(2)).toEqual({ mask: null });
  });

  it('is the mask of a box', async () => {
    const { context, entry } = await metricPicture();
    const box = { x: 8, y: 4, width: 20, height: 12 };
    const prompt = { id: 'a', box, points: [], score: 1, origin: 'manual' as const };
    const { mask } = await annotationMask(context, {
      pictureId: PICTURE,
      source: { kind: 'prompt', prompt },
    });
    const pixels = mask ? decodeRle(mask) : new Uint8Array();
    const inside = pixels.filter((value, i) => {
      const [x, y] = [i % entry.size.width, Math.floor(i / entry.size.width)];
      return value === 1 && x >= 8 && x < 28 && y >= 4 && y < 16;
    }).length;
    expect(inside).toBe(pixels.filter((value) => value === 1).length);
    expect(Math.abs(inside - 240)).toBeLessThanOrEqual(4); // the fake mask has its corners cut
  });
});
