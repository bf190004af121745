import { describe, expect, it } from 'vitest';
import { maskRegions } from './mask-regions';

const idsOf = (...values: number[]) =>
  maskRegions({ ids: Uint16Array.from(values), colours: null }).regions.map(
    ({ value, id }) => `${id}:${value}`,
  );

describe('regions of a mask', () => {
  it.each([
    [[0, 0], []],
    [[0, 255, 255], ['1:255']],
    [[255], ['1:255']],
    [[0, 1, 1], ['1:1']],
    [
      [0, 3, 255, 2, 3],
      ['2:2', '3:3', '255:255'],
    ],
    [
      [0, 700, 9],
      ['9:9', '700:700'],
    ],
    [[0, 254], ['254:254']],
  ])('of the values %j are %j', (values, ids) => {
    expect(idsOf(...values)).toEqual(ids);
  });

  it('of a coloured one are its colours', () => {
    const colours = Uint32Array.of(0, 0x804080, 255, 0x804080);
    const { regions, values } = maskRegions({ ids: null, colours });
    expect(regions.map(({ id }) => id)).toEqual([255, 0x804080]);
    expect(values).toBe(colours);
  });

  it('of more values than a mask has are refused', () => {
    const values = (count: number) => Array.from({ length: count + 1 }, (_, i) => i);
    expect(idsOf(...values(4096))).toHaveLength(4096);
    expect(() => idsOf(...values(4097))).toThrow(expect.objectContaining({ code: 'label-values' }));
  });
});
