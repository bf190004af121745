import { describe, expect, it } from 'vitest';
import { sampleLogitsCpu } from '#src/gpu/ops/scores/cpu';
import { smlCpu } from './cpu';
import { GOLDEN_PIXEL, SML_CASES } from './sml.cases';

describe('standardised max logit', () => {
  it('has the golden value', () => {
    const { logits, target, statistics } = GOLDEN_PIXEL;
    expect(smlCpu(logits, target, statistics)[0]).toBeCloseTo(-1.98834, 5);
  });

  it.each(SML_CASES)(
    'follows the formula on interpolated logits: $name',
    ({ logits, target, statistics }) => {
      const score = smlCpu(logits, target, statistics);
      for (let y = 0; y < target.height; y += 7) {
        for (let x = 0; x < target.width; x += 5) {
          const z = [...sampleLogitsCpu(logits, target, x, y)];
          const largest = Math.max(...z);
          const winner = z.indexOf(largest);
          const expected =
            -(largest - (statistics.mean[winner] as number)) /
            Math.sqrt(statistics.variance[winner] as number);
          expect(score[y * target.width + x]).toBeCloseTo(expected, 3);
        }
      }
    },
  );

  it('does not move with the order of the other classes', () => {
    const { logits, target, statistics } = GOLDEN_PIXEL;
    const other = { ...logits, data: Float32Array.from(logits.data, (z, c) => (c === 0 ? z : -z)) };
    expect(smlCpu(other, target, statistics)).toEqual(smlCpu(logits, target, statistics));
  });
});
