import { describe, expect, it } from 'vitest';
import { sampleLogitsCpu, scoresCpu } from './cpu';
import { logitSampler } from './logit-sampler';
import { SCORE_CASES } from './scores.cases';

describe('logits of single pixels', () => {
  it.each(SCORE_CASES)('are those that the scores read: $name', ({ logits, target }) => {
    const { scores, classes } = scoresCpu(logits, target, [{ kind: 'max-logit', temperature: 1 }]);
    const at = logitSampler(logits, target);
    const found = new Float32Array(logits.classes);
    for (let pixel = 0; pixel < classes.length; pixel++) {
      at(pixel % target.width, Math.floor(pixel / target.width), found);
      const largest = Math.max(...found);
      expect(largest).toBe(-scores[0][pixel]);
      expect(found.indexOf(largest)).toBe(classes[pixel]);
    }
  });

  it('may be asked for in any order', () => {
    const { logits, target } = SCORE_CASES[2];
    const at = logitSampler(logits, target);
    const found = new Float32Array(logits.classes);
    for (const [x, y] of [
      [5, 70],
      [6, 0],
      [126, 70],
    ]) {
      at(x, y, found);
      const expected = sampleLogitsCpu(logits, target, x, y);
      for (const [c, value] of expected.entries()) expect(found[c]).toBeCloseTo(value, 4);
    }
  });
});
