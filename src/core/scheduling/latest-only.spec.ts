import { describe, expect, it } from 'vitest';
import { LatestOnly } from './latest-only';

function fail(error: unknown): void {
  throw error;
}

describe('LatestOnly', () => {
  it('runs one at a time, skips to the newest, and always handles the last', async () => {
    const seen: number[] = [];
    let running = 0;
    const queue = new LatestOnly<number>(async (value) => {
      running += 1;
      expect(running).toBe(1);
      seen.push(value);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running -= 1;
    }, fail);
    for (let i = 0; i < 500; i++) {
      queue.offer(i);
      if (i % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 3));
    }
    await expect.poll(() => seen.at(-1)).toBe(499);
    expect(seen.length).toBeLessThan(20);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('goes on after a failure', async () => {
    const errors: unknown[] = [];
    const seen: number[] = [];
    const queue = new LatestOnly<number>(
      async (value) => {
        seen.push(value);
        if (value === 1) throw new Error('one');
      },
      (error) => errors.push(error),
    );
    queue.offer(1);
    queue.offer(2);
    await expect.poll(() => seen).toEqual([1, 2]);
    expect(errors).toHaveLength(1);
  });

  it('drops what waits when stopped, and finishes what runs', async () => {
    const seen: number[] = [];
    const queue = new LatestOnly<number>(async (value) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      seen.push(value);
    }, fail);
    queue.offer(1);
    queue.offer(2);
    await queue.stop();
    expect(seen).toEqual([1]);
  });
});
