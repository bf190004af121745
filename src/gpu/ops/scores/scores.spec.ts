import { describe, expect, it } from 'vitest';
import type { ScoreKind } from '#src/core/types';
import { scoresCpu } from './cpu';

/** Kind, temperature and score of one pixel with the logits 4, 2, 1 and 0, from the formulas in float64. */
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

describe('scores', () => {
  it.each(GOLDEN)('%s at T = %d is %d on the golden pixel', (kind, temperature, expected) => {
    const { scores, classes } = scoresCpu(onePixel, { width: 1, height: 1 }, [{ kind, temperature }]);
    expect(scores[0][0]).toBeCloseTo(expected, 5);
    expect(classes[0]).toBe(0);
  });

  it('fills a score that is asked for twice both times', () => {
    const { scores } = scoresCpu(onePixel, { width: 1, height: 1 }, [
      { kind: 'msp', temperature: 1 },
      { kind: 'msp', temperature: 1 },
    ]);
    expect(scores[1][0]).toBe(scores[0][0]);
    expect(scores[1][0]).toBeCloseTo(0.169047, 5);
  });

  it('interpolates logits, not scores', () => {
    const logits = {
      ...onePixel,
      data: Float32Array.of(8, 0, 0, 8),
      classes: 2,
      width: 2,
      grid: { width: 8, height: 4, paddedWidth: 8, paddedHeight: 4 },
    };
    const { scores } = scoresCpu(logits, { width: 3, height: 1 }, [{ kind: 'msp', temperature: 1 }]);
    expect(scores[0][1]).toBeCloseTo(0.5, 6);
  });
});
