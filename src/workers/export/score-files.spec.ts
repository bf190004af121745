import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { encodeNpy } from '#src/core/npy';
import { resizeScore } from '#src/workers/files/score-file';
import { onlyPart } from '#src/workers/testing/only-part';
import { encodeMaskPng, encodeScorePng } from './export-score';

const SIZE = { width: 3, height: 2 };
const SCORES = Float32Array.from([-7.25, -1, 0, 0.5, 2, 3.75]);
const RANGE = { min: -7.25, max: 3.75 };

/** The one map of a file. */
async function mapOf(bytes: Uint8Array, name = 'road.npy') {
  const { width, height, data } = await onlyPart(bytes, name);
  return { width, height, data };
}

describe('score files', () => {
  it('come back from 16-bit PNG within half a step, with their range', async () => {
    const read = await mapOf(encodeScorePng(SCORES, SIZE, RANGE, { name: 'Straße 道' }));
    expect(read).toMatchObject(SIZE);
    const largest = Math.max(...read.data.map((value, i) => Math.abs(value - SCORES[i]!)));
    expect(largest).toBeLessThanOrEqual((RANGE.max - RANGE.min) / 65_535 / 2 + 1e-6);
  });

  it('keep a flat map flat', async () => {
    const flat = Float32Array.from({ length: 6 }, () => 2);
    expect([...(await mapOf(encodeScorePng(flat, SIZE, { min: 2, max: 2 }, {}))).data]).toEqual([
      ...flat,
    ]);
  });

  it('take grey values of other PNG files as they are', async () => {
    const png = encode({
      ...SIZE,
      data: Uint16Array.from([0, 1, 255, 256, 1000, 65_535]),
      depth: 16,
      channels: 1,
    });
    expect([...(await mapOf(new Uint8Array(png))).data]).toEqual([0, 1, 255, 256, 1000, 65_535]);
  });

  it('come back from .npy exactly, also with axes of length 1', async () => {
    expect(await mapOf(encodeNpy(SCORES, [1, 2, 3, 1]))).toEqual({ ...SIZE, data: SCORES });
    expect(await mapOf(encodeNpy(SCORES.subarray(0, 1), [1, 1]))).toMatchObject({
      width: 1,
      height: 1,
    });
  });

  it.each([
    [[5, 1], { height: 5, width: 1 }],
    [[1, 5], { height: 1, width: 5 }],
    [[5], { height: 1, width: 5 }],
    [[1, 5, 1], { height: 5, width: 1 }],
    [[1, 1, 5], { height: 1, width: 5 }],
    [[5, 1, 1], { height: 5, width: 1 }],
  ])('of shape %j have the height and width that NumPy says', async (shape, size) => {
    expect(await mapOf(encodeNpy(new Float32Array(5), shape))).toMatchObject(size);
  });

  it('are refused when any bit of a PNG has flipped', async () => {
    const png = encodeScorePng(SCORES, SIZE, RANGE, {});
    const survivors: Float32Array[] = [];
    for (let bit = 0; bit < png.length * 8; bit++) {
      const flipped = png.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      try {
        survivors.push((await mapOf(flipped)).data);
      } catch (error) {
        expect(error).toHaveProperty('code');
      }
    }
    expect(survivors).toEqual([]);
  });

  it('are refused from the size in the header, before a byte is inflated', async () => {
    const png = new Uint8Array(
      encode({ width: 1, height: 1, data: new Uint8Array(1), channels: 1 }),
    );
    new DataView(png.buffer).setUint32(16, 20_000);
    new DataView(png.buffer).setUint32(20, 20_000);
    await expect(mapOf(png)).rejects.toEqual(
      expect.objectContaining({ code: 'picture-too-large' }),
    );
  });

  it.each([
    ['NaN among logits', encodeNpy(Float32Array.of(1, NaN, 2, 3, 4, 5, 6, 7), [2, 2, 2])],
    ['a range beyond float32', encodeScorePng(SCORES, SIZE, { min: 0, max: 1e300 }, {})],
    [
      'a colour PNG',
      new Uint8Array(encode({ width: 1, height: 1, data: new Uint8Array(3), channels: 3 })),
    ],
    ['text', new TextEncoder().encode('hello')],
    ['nothing', new Uint8Array()],
  ])('are refused with %s', async (_what, bytes) => {
    await expect(mapOf(bytes)).rejects.toEqual(
      expect.objectContaining({ code: 'score-unreadable' }),
    );
  });

  it('are masks of 0 and 255 when they hold regions', () => {
    const png = decode(encodeMaskPng(Uint32Array.from([0, 1, 1, 0, 2, 300]), SIZE));
    expect([...png.data]).toEqual([0, 255, 255, 0, 255, 255]);
    expect(png).toMatchObject({ channels: 1, depth: 8 });
  });
});

describe('fitting a score map to a picture', () => {
  it('samples bilinearly at half-pixel centres', () => {
    const doubled = resizeScore(
      { width: 2, height: 1, data: Float32Array.from([0, 4]) },
      { width: 4, height: 2 },
    );
    expect([...doubled]).toEqual([0, 1, 3, 4, 0, 1, 3, 4]);
    const halved = resizeScore(
      { width: 4, height: 1, data: Float32Array.from([0, 2, 4, 6]) },
      { width: 2, height: 1 },
    );
    expect([...halved]).toEqual([1, 5]);
  });
});
