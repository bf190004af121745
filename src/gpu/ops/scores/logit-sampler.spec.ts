import { describe, expect, it } from 'vitest';
import { sampleLogitsCpu, scoresCpu } from './cpu';
import { logitSampler } from './logit-sampler';
import { PRIME_SIZES, SCORE_CASES } from './scores.cases';

describe('logits of single pixels', () => {
  it.each(SCORE_CASES)('are those that the scores read: $name', ({ logits, target }) => {
    const { scores, classes } = scoresCpu(logits, target, [{ kind: 'max-logit', temperature: 1 }]);
    const sample = logitSampler(logits, target);
    const z = new Float32Array(logits.classes);
    for (let pixel = 0; pixel < classes.length; pixel++) {
      sample(pixel % target.width, Math.floor(pixel / target.width), z);
      const largest = Math.max(...z);
      expect(largest).toBe(-(scores[0]?.[pixel] as number));
      expect(z.indexOf(largest)).toBe(classes[pixel]);
    }
  });

  it('may be asked for in any order', () => {
    const { logits, target } = PRIME_SIZES;
    const sample = logitSampler(logits, target);
    const z = new Float32Array(logits.classes);
    for (const [x, y] of [
      [5, 70],
      [6, 0],
      [126, 70],
    ] as const) {
      sample(x, y, z);
      const expected = sampleLogitsCpu(logits, target, x, y);
      for (const [c, value] of expected.entries()) expect(z[c]).toBeCloseTo(value, 4);
    }
  });
});
