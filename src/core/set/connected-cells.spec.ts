import { describe, expect, it } from 'vitest';
import { connectedCells } from '#src/core/set/connected-cells';
import { fc } from '#src/core/testing/seeded';

const groupsOf = (...rows: string[]) =>
  connectedCells(
    Uint8Array.from(rows.join('')),
    { width: rows[0]?.length ?? 0, height: rows.length },
    1,
  ).map((cells) => [...cells]);

describe('connected cells', () => {
  it('touch by sides or corners, in the order of their first cell', () => {
    expect(groupsOf('0010', '1100', '0001')).toEqual([[2, 4, 5], [11]]);
  });

  it('do not go on from one edge to the other', () => {
    expect(groupsOf('0001', '1000')).toEqual([[3], [4]]);
  });

  it('are each in one group, ascending, whatever is drawn', () => {
    const rows = fc.array(
      fc.string({ unit: fc.constantFrom('0', '1'), minLength: 7, maxLength: 7 }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(rows, (drawn) => {
        const groups = groupsOf(...drawn);
        const all = [...drawn.join('')].flatMap((sign, cell) => (sign === '1' ? [cell] : []));
        expect(groups.flat().sort((a, b) => a - b)).toEqual(all);
        for (const group of groups) expect(group).toEqual([...group].sort((a, b) => a - b));
        const near = (a: number, b: number) =>
          Math.abs((a % 7) - (b % 7)) <= 1 && Math.abs(Math.floor(a / 7) - Math.floor(b / 7)) <= 1;
        for (const [place, group] of groups.entries())
          for (const other of groups.slice(place + 1))
            expect(group.some((a) => other.some((b) => near(a, b)))).toBe(false);
      }),
    );
  });
});
