import { describe, expect, it } from 'vitest';
import type { ColourMapName } from '#src/core/types';
import { colourMap } from './colour-maps';

/** First and last colours as published. */
const ENDS: Record<ColourMapName, [number[], number[]]> = {
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

describe.each(Object.keys(ENDS) as ColourMapName[])('%s', (name) => {
  it('has 256 colours with the published ends', () => {
    const table = colourMap(name);
    expect(table).toHaveLength(768);
    const ends = ENDS[name].flat();
    for (const [i, value] of [...table.slice(0, 3), ...table.slice(765)].entries())
      expect(Math.abs(value - (ends[i] as number))).toBeLessThanOrEqual(1); // tables are rounded up or down by their users
  });
});
