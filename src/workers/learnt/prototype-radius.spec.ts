import { afterEach, describe, expect, it, vi } from 'vitest';
import { RADIUS_RANGE } from '#src/core/open-world/radius-axis';
import { learnClass } from './learn-class';
import type { CollectedShot, ShotStore } from './shots';

/** Embeddings of six pixels in a row; a logit is six of them. */
const EMBEDDINGS = [
  [0, 2],
  [0, 0],
  [1, 0],
  [9, 9], // an odd column outside is not counted
  [7, 7],
  [5, 5],
];
const ANNOTATED = [1, 1, 1, 0, 0, 0];
const SIZE = { width: 6, height: 1 };

/** One picture with the pixels above, a cell for each. */
function shot(): CollectedShot {
  const grid = { ...SIZE, paddedWidth: SIZE.width, paddedHeight: SIZE.height };
  const data = Float32Array.from([0, 1].flatMap((k) => EMBEDDINGS.map((f) => 6 * (f[k] ?? 0))));
  const logits = { classes: 2, data, ...SIZE, stride: 1, grid };
  return {
    logits,
    features: logits,
    size: SIZE,
    mask: Uint8Array.from(ANNOTATED),
    pixels: 3,
  };
}

const learn = (shotIds: string[]) =>
  learnClass({ get: shot } as unknown as ShotStore, { shotIds, earlier: [], kind: 'prototype' });

afterEach(() => vi.restoreAllMocks());

describe('a prototype', () => {
  it('admits seven tenths of its own pixels, sorted by their distance', async () => {
    const { rule, losses } = await learn(['a']);
    if (rule.kind !== 'prototype') throw new Error('A prototype was asked for.');
    expect(rule.prototype.map((value) => value * 3)).toEqual([
      expect.closeTo(1, 5),
      expect.closeTo(2, 5),
    ]);
    // Squared distances 17/9, 5/9 and 8/9; 0.7 of the way is 0.4 beyond the second.
    expect(rule.radius).toBeCloseTo(8 / 9 + 0.4, 5);
    expect(losses).toEqual([]);
  });

  it('comes with the distances of its own pixels and of every second one outside', async () => {
    const { distances } = await learn(['a']);
    const total = (counts: Iterable<number> = []) => [...counts].reduce((sum, n) => sum + n, 0);
    expect(distances?.range).toEqual(RADIUS_RANGE);
    expect([total(distances?.inside), total(distances?.outside)]).toEqual([3, 1]);
  });

  it('says how many pixels it was learnt from, and how long that took', async () => {
    let clock = 100;
    vi.spyOn(performance, 'now').mockImplementation(() => clock++);
    const { pixels, time } = await learn(['a', 'b']);
    expect(pixels).toBe(6);
    expect(time).toBe(clock - 101);
  });

  it('is not learnt from nothing', async () => {
    await expect(learn([])).rejects.toMatchObject({
      code: 'option-invalid',
      message: 'Nothing is annotated to learn from.',
    });
  });
});
