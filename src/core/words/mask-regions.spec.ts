import { describe, expect, it } from 'vitest';
import { regionIds } from './mask-regions';

const idsOf = (...values: number[]) => [
  ...Array.from(regionIds({ ids: Uint16Array.from(values), colours: null })),
];

describe('regions of a mask', () => {
  it.each([
    [
      [0, 0],
      [0, 0],
    ],
    [
      [0, 255, 255, 0],
      [0, 1, 1, 0],
    ],
    [[255], [1]],
    [
      [0, 3, 255, 2, 3],
      [0, 3, 255, 2, 3],
    ],
    [
      [700, 0, 9],
      [700, 0, 9],
    ],
    [
      [0, 254],
      [0, 254],
    ],
  ])('of the values %j are %j', (values, ids) => {
    expect(idsOf(...values)).toEqual(ids);
  });

  it('of a coloured one are its colours', () => {
    const colours = Uint32Array.of(0, 0x804080, 255, 0x804080);
    expect(Array.from(regionIds({ ids: null, colours }))).toEqual([0, 0x804080, 255, 0x804080]);
  });

  it('of more values than a mask has are refused', () => {
    const values = (count: number) => Array.from({ length: count + 1 }, (_, i) => i);
    expect(idsOf(...values(4096))).toHaveLength(4097);
    expect(() => idsOf(...values(4097))).toThrow(expect.objectContaining({ code: 'label-values' }));
  });
});
