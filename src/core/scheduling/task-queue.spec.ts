import { describe, expect, it } from 'vitest';
import { TaskQueue } from './task-queue';

describe('TaskQueue', () => {
  it('runs tasks one at a time, in order', async () => {
    const queue = new TaskQueue();
    const log: string[] = [];
    const task = (name: string, ms: number) => async () => {
      log.push(`${name} starts`);
      await new Promise((resolve) => setTimeout(resolve, ms));
      log.push(`${name} ends`);
    };
    await Promise.all([queue.run(task('a', 5)), queue.run(task('b', 0))]);
    expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
  });

  it('is not poisoned by a failure, synchronous or not', async () => {
    const queue = new TaskQueue();
    const thrown = queue.run(() => {
      throw new Error('thrown');
    });
    const rejected = queue.run(() => Promise.reject(new Error('rejected')));
    const fine = queue.run(() => 'fine');
    await expect(thrown).rejects.toThrow('thrown');
    await expect(rejected).rejects.toThrow('rejected');
    await expect(fine).resolves.toBe('fine');
  });

  it('does not start a task that was cancelled while it waited', async () => {
    const queue = new TaskQueue();
    const controller = new AbortController();
    let started = false;
    const first = queue.run(() => controller.abort());
    const second = queue.run(() => {
      started = true;
    }, controller.signal);
    await first;
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    expect(started).toBe(false);
  });
});
