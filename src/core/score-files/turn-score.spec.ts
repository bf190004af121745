import { describe, expect, it } from 'vitest';
import type { RawLogits, RawMap } from './score-parts';
import { fitsPicture, turnedLike } from './turn-score';

const map = (width: number, height: number): RawMap => ({
  ...{ kind: 'map', width, height },
  data: Float32Array.from({ length: width * height }, (_, i) => i),
});
const WIDE = { width: 64, height: 40 };
const TALL = { width: 40, height: 64 };

describe('a score fits its picture', () => {
  it('as it lies, or turned like it', () => {
    expect(fitsPicture(TALL, { ...TALL, orientation: 1 })).toBe(true);
    expect(fitsPicture(WIDE, { ...TALL, orientation: 6 })).toBe(true);
    expect(fitsPicture(WIDE, { ...TALL, orientation: 1 })).toBe(false);
    expect(fitsPicture({ width: 64, height: 30 }, { ...TALL, orientation: 6 })).toBe(false);
  });

  it('cut by one of its pixels, not by two', () => {
    const picture = { width: 640, height: 400 };
    for (const [height, fits] of [
      [39, true],
      [38, false],
    ] as const) {
      expect(fitsPicture({ width: 64, height }, { ...picture, orientation: 1 })).toBe(fits);
      const tall = { width: 400, height: 640, orientation: 6 };
      expect(fitsPicture({ width: 64, height }, tall)).toBe(fits);
    }
  });
});

describe('a score beside a picture that was turned', () => {
  it('stays where only that fits, and is turned where only that does', () => {
    const picture = { width: 2, height: 3, orientation: 6 };
    for (const wanted of [false, true]) {
      const upright = map(2, 3);
      expect(turnedLike(upright, picture, wanted)).toEqual({ part: upright, turn: 'none' });
      const { part, turn } = turnedLike(map(3, 2), picture, wanted);
      expect(part).toMatchObject({ kind: 'map', width: 2, height: 3 });
      expect([...part.data]).toEqual([3, 0, 4, 1, 5, 2]);
      expect(turn).toBe('none');
    }
  });

  it('is turned where both fit only when a person wants it, who may take it back', () => {
    const picture = { width: 3, height: 1, orientation: 3 };
    const stored = map(3, 1);
    const offered = turnedLike(stored, picture, false);
    expect(offered).toEqual({ part: stored, turn: 'offered' });
    expect(offered.part).toBe(stored);
    const applied = turnedLike(stored, picture, true);
    expect([...applied.part.data]).toEqual([2, 1, 0]);
    expect(applied.turn).toBe('applied');
  });

  it('asks nothing beside a picture that was not', () => {
    const stored = map(3, 1);
    const picture = { width: 3, height: 1, orientation: 1 };
    expect(turnedLike(stored, picture, true)).toEqual({ part: stored, turn: 'none' });
  });

  it('asks nothing of a score of another shape', () => {
    const stored = map(9, 1);
    expect(turnedLike(stored, { ...TALL, orientation: 6 }, true).turn).toBe('none');
  });

  it('is turned in each class by itself', () => {
    const logits: RawLogits = {
      ...{ kind: 'logits', classes: 2, width: 2, height: 1 },
      data: Float32Array.of(1, 2, 3, 4),
    };
    const { part } = turnedLike(logits, { width: 1, height: 2, orientation: 8 }, false);
    expect(part).toMatchObject({ classes: 2, width: 1, height: 2 });
    expect([...part.data]).toEqual([2, 1, 4, 3]);
  });
});
