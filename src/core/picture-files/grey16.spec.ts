import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { isGrey16Png, stretchGrey } from './grey16';

describe('a PNG of 16-bit grey', () => {
  const png = (depth: 8 | 16, channels: 1 | 3) => {
    const length = channels * 1;
    const data = depth === 8 ? new Uint8Array(length) : new Uint16Array(length);
    return new Uint8Array(encode({ width: 1, height: 1, depth, channels, data }));
  };

  it('is known by its first 26 bytes', () => {
    expect(isGrey16Png(png(16, 1).subarray(0, 26))).toBe(true);
    expect(isGrey16Png(png(16, 1).subarray(0, 25))).toBe(false);
    expect([png(8, 1), png(16, 3), new Uint8Array(26)].map(isGrey16Png)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('stretched grey', () => {
  it('is black at the 1st percentile and below, white at the 99th and above', () => {
    const values = Uint16Array.from({ length: 200 }, (_, i) => 20_000 + 10 * i);
    const { grey, stretch } = stretchGrey(values);
    expect(stretch).toEqual({ min: 20_010, max: 21_970, by: 'percentiles' });
    expect([grey[0], grey[1], grey[99], grey[197], grey[199]]).toEqual([0, 0, 128, 255, 255]);
  });

  it('is black and white at the ends where the percentiles are the same', () => {
    const values = new Uint16Array(1000).fill(300);
    values.set([100, 500]);
    const { grey, stretch } = stretchGrey(values);
    expect(stretch).toEqual({ min: 100, max: 500, by: 'ends' });
    expect([grey[0], grey[1], grey[2]]).toEqual([0, 255, 128]);
  });

  it('of one value is mid grey, and says so', () => {
    const { grey, stretch } = stretchGrey(new Uint16Array(3).fill(7));
    expect([...grey]).toEqual([128, 128, 128]);
    expect(stretch).toEqual({ min: 7, max: 7, by: 'constant' });
  });

  it('leaves out the value of transparent pixels', () => {
    const values = Uint16Array.of(0, 0, 0, 0, 100, 200);
    expect(stretchGrey(values, 0).stretch).toEqual({ min: 100, max: 200, by: 'percentiles' });
    expect(stretchGrey(new Uint16Array(2), 0).stretch.by).toBe('constant');
  });
});
