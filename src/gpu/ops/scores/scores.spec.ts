import { describe, expect, it } from 'vitest';
import { PROTOTYPE_LENGTH } from '#src/core/open-world/embedding';
import type { ScoreKind } from '#src/core/types';
import { scoresCpu } from './cpu';
import { mixedScore } from './distance';

/**
 * Kind, temperature and score of one pixel with the logits 4, 2, 1 and 0, from the formulas in
 * float64.
 */
const GOLDEN: [ScoreKind, number, number][] = [
  ['msp', 1, 0.169047],
  ['max-logit', 1, -4],
  ['entropy', 1, 0.429264],
  ['energy', 1, -4.185182],
  ['energy', 2, -5.092013],
  ['margin', 1, 0.281505],
  ['msp', 3, 0.533776],
];

const onePixel = {
  data: Float32Array.of(4, 2, 1, 0),
  classes: 4,
  width: 1,
  height: 1,
  stride: 4,
  grid: { width: 4, height: 4, paddedWidth: 4, paddedHeight: 4 },
};

/**
 * Embedding f for q = 4 classes, the sum S of its squared distances to the prototypes 3 onehot(k),
 * and 1 - p1 of softmax(6 f). S lies between (q - 1) 9 = 27 and 54, its value at a prototype.
 */
const DISTANCES: [number[], number, number][] = [
  [[3, 0, 0, 0], 54, 4.57e-8],
  [[0.75, 0.75, 0.75, 0.75], 27, 0.75],
  [[4, -1, 0, 1], 84, 1.53e-8],
  [[0, 0, 0, 0], 36, 0.75],
  [[2, 0, 0, 1], 38, 0.0024852],
];

describe('scores', () => {
  it.each(GOLDEN)('%s at T = %d is %d on the golden pixel', (kind, temperature, expected) => {
    const { scores, classes } = scoresCpu(onePixel, { width: 1, height: 1 }, [
      { kind, temperature },
    ]);
    expect(scores[0]?.[0]).toBeCloseTo(expected, 5);
    expect(classes[0]).toBe(0);
  });

  it('fills a score that is asked for twice both times', () => {
    const { scores } = scoresCpu(onePixel, { width: 1, height: 1 }, [
      { kind: 'msp', temperature: 1 },
      { kind: 'msp', temperature: 1 },
    ]);
    expect(scores[1]?.[0]).toBe(scores[0]?.[0]);
    expect(scores[1]?.[0]).toBeCloseTo(0.169047, 5);
  });

  it('interpolates logits, not scores', () => {
    const logits = {
      ...onePixel,
      data: Float32Array.of(8, 0, 0, 8),
      classes: 2,
      width: 2,
      grid: { width: 8, height: 4, paddedWidth: 8, paddedHeight: 4 },
    };
    const { scores } = scoresCpu(logits, { width: 3, height: 1 }, [
      { kind: 'msp', temperature: 1 },
    ]);
    expect(scores[0]?.[1]).toBeCloseTo(0.5, 6);
  });
});

describe('scores of a metric head', () => {
  const scoresAt = (f: number[], requests: Parameters<typeof scoresCpu>[2]) =>
    scoresCpu(
      { ...onePixel, data: Float32Array.from(f, (value) => 2 * PROTOTYPE_LENGTH * value) },
      { width: 1, height: 1 },
      requests,
    );

  it.each(DISTANCES)(
    'of f = %j have the sum of squared distances %d, and 1 - p1 = %d',
    (f, sum, mmsp) => {
      const { scores } = scoresAt(f, [
        { kind: 'eds', temperature: 1 },
        { kind: 'msp', temperature: 1 },
      ]);
      const direct = f.reduce(
        (all, _, t) =>
          all + f.reduce((d, value, k) => d + (value - (k === t ? PROTOTYPE_LENGTH : 0)) ** 2, 0),
        0,
      );
      expect(direct).toBeCloseTo(sum, 9);
      expect(scores[0]?.[0]).toBeCloseTo(1 - Math.min(Math.max((sum - 27) / 27, 0), 1), 6);
      expect(scores[1]?.[0]).toBeCloseTo(mmsp, 6);
    },
  );

  it('mix EDS and MMSP by the weight of the paper', () => {
    const usual = { beta: 20, gamma: 0.8 };
    expect(mixedScore(0.5, 0.3, usual)).toBeCloseTo(0.300495, 6);
    expect(mixedScore(0.9, 0.2, usual)).toBeCloseTo(0.816558, 6);
    expect(mixedScore(0.4, 0.2, { beta: 0, gamma: 0.8 })).toBeCloseTo(0.3, 12);
    expect(mixedScore(0.9, 0.2, { beta: 20, gamma: 1.5 })).toBeCloseTo(0.2, 5);
  });

  it('keep mixes of different weights apart', () => {
    const mix = (beta: number, gamma: number) =>
      ({ kind: 'eds-mix', temperature: 1, mix: { beta, gamma } }) as const;
    const { scores } = scoresAt([2, 0, 0, 1], [mix(20, 0.5), mix(0, 0.5), mix(20, 0.5)]);
    const [eds, mmsp] = [1 - 11 / 27, 0.0024852];
    const alpha = 1 / (1 + Math.exp(-20 * (eds - 0.5)));
    expect(scores[0]?.[0]).toBeCloseTo(alpha * eds + (1 - alpha) * mmsp, 5);
    expect(scores[1]?.[0]).toBeCloseTo((eds + mmsp) / 2, 5);
    expect(scores[2]?.[0]).toBe(scores[0]?.[0]);
  });

  it('refuse a mix without its weight', () => {
    expect(() => scoresAt([0, 0, 0, 0], [{ kind: 'eds-mix', temperature: 1 }])).toThrow(
      /beta and gamma/,
    );
  });
});
