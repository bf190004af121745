import { describe, expect, it } from 'vitest';
import { ownShareTable, rarities, rarityDifference } from './rarity';

const TABLE = { shares: [1, 0.1, 0.01], scores: [0, 2, 6] };
const raritiesOf = (...values: number[]) => [...rarities(Float32Array.from(values), TABLE)];

describe('how rare a score is', () => {
  it('is counted in powers of ten of the share that reaches it', () => {
    expect(raritiesOf(0, 2, 6)).toEqual([0, 1, 2]);
  });

  it('lies between those of the scores beside it, and never beyond the table', () => {
    expect(raritiesOf(1, 4, 5)).toEqual([0.5, 1.5, 1.75]);
    expect(raritiesOf(-3, 7)).toEqual([0, 2]);
  });

  it('is that of the largest share where many pixels have one score', () => {
    const table = { shares: [1, 0.1, 0.01, 0.001], scores: [0, 2, 2, 4] };
    expect([...rarities(Float32Array.of(2, 3), table)]).toEqual([1, 2.5]);
  });

  it('stays what it is where a score is not finite', () => {
    expect(raritiesOf(Number.NaN, Number.POSITIVE_INFINITY)).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ]);
  });
});

describe('the table of the pixels themselves', () => {
  const values = Float32Array.from({ length: 1000 }, (_, i) => 999 - i);

  it('reaches from all of them to ten, in eighths of a power of ten', () => {
    const { shares, scores } = ownShareTable(values);
    expect(shares).toHaveLength(17);
    expect([shares[0], shares[8], shares[16]]).toEqual([1, 0.1, 0.01]);
    expect([scores[0], scores[8], scores[16]]).toEqual([0, 900, 990]);
  });

  it('tells how many of a hundred reach a score', () => {
    const table = ownShareTable(values);
    const [tenth, hundredth] = rarities(Float32Array.of(900, 990), table);
    expect([tenth, hundredth]).toEqual([1, 2]);
  });

  it('counts no void, and holds where there is nothing else', () => {
    const holes = Float32Array.from({ length: 2000 }, (_, i) => (i % 2 ? Number.NaN : i / 2));
    expect(ownShareTable(holes).scores[8]).toBe(900);
    const none = ownShareTable(Float32Array.of(Number.NaN));
    expect(none).toEqual({ shares: [1], scores: [0] });
    expect([...rarities(Float32Array.of(3), none)]).toEqual([0]);
  });
});

describe('the difference of two methods', () => {
  it('is positive where the first one finds a pixel rarer', () => {
    const first = Float32Array.of(2, 1, 0.5);
    expect([...rarityDifference(first, Float32Array.of(0, 1, 1.5))]).toEqual([2, 0, -1]);
  });

  it('is none where one of them has no score', () => {
    const first = Float32Array.of(Number.NaN, 1);
    expect([...rarityDifference(first, Float32Array.of(1, Number.NaN))]).toEqual([0, 0]);
  });
});
