import { describe, expect, it } from 'vitest';
import { RestartPolicy } from './restart-policy';

describe('RestartPolicy', () => {
  it('waits four times as long after each crash: 100, 400 and 1600 ms', () => {
    const policy = new RestartPolicy(false);
    const delays = [0, 1, 2].map((now) => policy.afterCrash(now));
    expect(delays).toEqual([100, 400, 1600].map((delayMs) => ({ action: 'restart', delayMs })));
  });

  it('gives WebGPU up at the fourth crash within a minute, and begins anew without', () => {
    const policy = new RestartPolicy(true);
    for (const now of [0, 1, 2]) policy.afterCrash(now);
    expect(policy.afterCrash(3)).toEqual({ action: 'give-up-webgpu', delayMs: 0 });
    expect(policy.afterCrash(4)).toEqual({ action: 'restart', delayMs: 100 });
  });

  it('gives WebGPU up at once where it cannot work', () => {
    const policy = new RestartPolicy(true);
    expect(policy.afterCrash(0, true)).toEqual({ action: 'give-up-webgpu', delayMs: 0 });
    expect(policy.afterCrash(1)).toEqual({ action: 'restart', delayMs: 100 });
  });

  it('ends at the fourth crash within a minute without WebGPU', () => {
    const policy = new RestartPolicy(false);
    for (const now of [0, 1, 2]) policy.afterCrash(now);
    expect(policy.afterCrash(59_999)).toEqual({ action: 'fail' });
    expect(new RestartPolicy(false).afterCrash(0, true)).toEqual({ action: 'fail' });
  });

  it('forgets a crash after a minute', () => {
    const policy = new RestartPolicy(false);
    for (const now of [0, 1, 2]) policy.afterCrash(now);
    expect(policy.afterCrash(60_000)).toEqual({ action: 'restart', delayMs: 1600 });
    expect(policy.afterCrash(200_000)).toEqual({ action: 'restart', delayMs: 100 });
  });
});
