import { describe, expect, it } from 'vitest';
import { COLOUR_MAP_NAMES, colourMap } from './colour-maps';

/** First and last colours as published. */
const ENDS: Record<string, [number[], number[]]> = {
  viridis: [
    [68, 1, 84],
    [253, 231, 36],
  ],
  magma: [
    [0, 0, 3],
    [251, 252, 191],
  ],
  cividis: [
    [0, 34, 77],
    [253, 231, 55],
  ],
  turbo: [
    [48, 18, 59],
    [122, 4, 2],
  ],
  grey: [
    [0, 0, 0],
    [255, 255, 255],
  ],
};

describe.each(COLOUR_MAP_NAMES)('%s', (name) => {
  it('has 256 colours with the published ends', () => {
    const table = colourMap(name);
    expect(table).toHaveLength(768);
    const [first, last] = ENDS[name];
    for (let c = 0; c < 3; c++) {
      expect(Math.abs(table[c] - first[c])).toBeLessThanOrEqual(1); // tables are rounded up or down by their users
      expect(Math.abs(table[765 + c] - last[c])).toBeLessThanOrEqual(1);
    }
  });
});
