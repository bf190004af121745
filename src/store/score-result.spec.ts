import { expect, it } from 'vitest';
import type { ScoreSummary } from '#src/protocol/scores';
import { scoreResultOf } from './score-result';

it('a score is stored as plain data', () => {
  const settings = { methodId: 'entropy', parameters: {}, blur: false };
  const range = { min: 0, max: 3 };
  const summary = {
    methodId: 'entropy',
    settings,
    range,
    residualNorm: null,
    histogram: { range: { min: 1, max: 2 }, counts: Uint32Array.of(4, 5) },
  } as unknown as ScoreSummary;
  expect(scoreResultOf(summary)).toEqual({
    settings,
    range,
    residualNorm: null,
    histogram: { range: { min: 1, max: 2 }, counts: [4, 5] },
  });
});
