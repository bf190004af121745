import { describe, expect, it } from 'vitest';
import { joinNear } from '#src/core/drives/near-regions';
import { drawnRegions } from './testing/drawn-frames';

function joined(gap: number, ...rows: string[]): number[][] {
  const grid = { width: rows[0]?.length ?? 0, height: rows.length };
  return joinNear(drawnRegions(...rows), grid, gap).map(({ cells }) => [...cells]);
}

describe('near regions', () => {
  it('are one where at most the gap lies between them', () => {
    expect(joined(1, '90900')).toEqual([[0, 2]]);
    expect(joined(1, '90090')).toEqual([[0], [3]]);
    expect(joined(2, '90090')).toEqual([[0, 3]]);
    expect(joined(0, '90900')).toEqual([[0], [2]]);
  });

  it('are measured straight from cell to cell', () => {
    // Two columns and two rows: 2.83 from centre to centre, more than 1 + 1.
    expect(joined(1, '900', '000', '009')).toHaveLength(2);
    expect(joined(2, '900', '000', '009')).toHaveLength(1);
    expect(joined(1, '900', '000', '090')).toHaveLength(2);
    expect(joined(1, '900', '000', '900')).toHaveLength(1);
  });

  it('join from one to the next, to the left too', () => {
    expect(joined(1, '00090', '00000', '90090', '00000', '90000')).toEqual([
      [3, 13],
      [10, 20],
    ]);
    expect(joined(2, '00009', '00000', '00900')).toHaveLength(1);
    expect(joined(1, '9090909')).toEqual([[0, 2, 4, 6]]);
  });

  it('do not reach over an edge', () => {
    expect(joined(1, '00009', '90000')).toHaveLength(2);
    expect(joined(1, '00009', '00000', '90000')).toHaveLength(2);
  });

  it('of which one is large are found from its border', () => {
    expect(joined(1, '9999000', '9999009', '9999000')).toHaveLength(2);
    expect(joined(1, '9999000', '9999090', '9999000')).toHaveLength(1);
  });
});
