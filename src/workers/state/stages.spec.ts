import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StageTimes } from '#src/core/types';
import { stageBoundary } from './stage-boundary';
import { timed } from './stopwatch';

afterEach(() => vi.restoreAllMocks());

describe('a stage boundary', () => {
  it('lets a waiting message in before work goes on', async () => {
    const order: string[] = [];
    setTimeout(() => order.push('message'), 0);
    await stageBoundary();
    order.push('work');
    expect(order).toEqual(['message', 'work']);
  });

  it('ends cancelled work, also where the cancel is the message', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 0);
    await expect(stageBoundary(controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a stopwatch', () => {
  const clock = (...times: number[]) =>
    vi.spyOn(performance, 'now').mockImplementation(() => times.shift() as number);

  it('adds the milliseconds of a stage to those of an earlier run', async () => {
    clock(100, 107, 200, 205);
    const times: StageTimes = { infer: 1 };
    expect(await timed(times, 'score', () => 'a map')).toBe('a map');
    await timed(times, 'score', async () => undefined);
    expect(times).toEqual({ infer: 1, score: 12 });
  });

  it('counts a stage that failed', async () => {
    clock(100, 103);
    const times: StageTimes = {};
    const stage = timed(times, 'infer', () => Promise.reject(new Error('the run failed')));
    await expect(stage).rejects.toThrow('the run failed');
    expect(times).toEqual({ infer: 3 });
  });
});
