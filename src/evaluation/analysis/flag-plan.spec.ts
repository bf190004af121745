import { describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import type { Requests } from '#src/protocol/requests';
import { withFlagThreshold } from './flag-plan';
import { planAnalysis } from './plan';
import { recordOf } from './region-tables';
import { picturesOf } from './testing/analysis-engine';
import type { LookProgress } from './types';

const WISH = {
  method: 'energy',
  threshold: null,
  minAreaPercent: 0.5,
  keepUnlikely: false,
  names: false,
  cover: [],
  longSide: 768,
};
const SCORES: Record<string, number | null> = { a: 0.5, b: 0.25, c: 0.75, d: null };

/** Flag scores by the picture's name; others are broken. */
async function run(names: string[], share: number, fail: (name: string) => void = () => undefined) {
  const asked: Requests['survey']['params'][] = [];
  const seen: LookProgress[] = [];
  const answers = createFakeEngine();
  const engine = createFakeEngine({
    survey: async (params) => {
      asked.push(params);
      const name = params.source?.name ?? '';
      fail(name);
      const score = SCORES[name];
      if (score === undefined) throw new AnomalensError('picture-unreadable', 'It is damaged.');
      return { ...(await answers.request('survey', params)), flagScore: score };
    },
  });
  const before = await planAnalysis(engine, WISH);
  const plan = withFlagThreshold(engine, picturesOf(...names), before, share, (step) =>
    seen.push(step),
  );
  return { plan: await plan, before, asked, seen };
}

describe('the threshold by the share of flagged pictures', () => {
  it('is the lowest that keeps it, and part of what made the results', async () => {
    const { plan, before, asked, seen } = await run(['a', 'b', 'c', 'd'], 0.5);
    const flagAtMost = { share: 0.5, flagged: 2, pictures: 4 };
    expect(plan).toEqual({
      ...before,
      isDefaultThreshold: false,
      threshold: plan.threshold,
      flagAtMost,
    });
    expect(plan.threshold).toBeGreaterThan(0.25);
    expect(plan.threshold).toBeLessThan(0.250001);
    expect(recordOf(plan)).toMatchObject({ threshold: plan.threshold, flagAtMost });
    expect(recordOf(before)).toMatchObject({ flagAtMost: null });
    expect(asked[0]).toMatchObject({ flagShare: 0.005, leftOut: null, settings: before.settings });
    expect(seen.map(({ done, total, looked }) => [done, total, looked])).toEqual([
      [1, 4, 'a'],
      [2, 4, 'b'],
      [3, 4, 'c'],
      [4, 4, 'd'],
    ]);
  });

  it('is of the pictures that can be read, and asks for none again that cannot', async () => {
    const { plan, asked } = await run(['a', 'broken', 'b'], 0.5);
    expect(plan.flagAtMost).toEqual({ share: 0.5, flagged: 1, pictures: 2 });
    expect(asked).toHaveLength(3);
  });

  it('stays as planned where no picture can be read', async () => {
    const { plan, before } = await run(['broken'], 0.5);
    expect(plan).toBe(before);
  });

  it('is refused where no threshold flags a picture', async () => {
    await expect(run(['d'], 0.5)).rejects.toMatchObject({
      code: 'option-invalid',
      message: expect.stringMatching('make the smallest size smaller'),
    });
  });

  it('asks once more after the worker died', async () => {
    let deaths = 0;
    const { plan } = await run(['a', 'b'], 0.5, (name) => {
      if (name !== 'a' || deaths > 0) return;
      deaths += 1;
      throw new AnomalensError('engine-crashed', 'The engine stopped.', true);
    });
    expect([deaths, plan.flagAtMost?.pictures]).toEqual([1, 2]);
  });
});
