import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { awaited, quiet, touch } from './quiet';

let isQuiet = false;
const wait = () => {
  isQuiet = false;
  void quiet().then(() => {
    isQuiet = true;
  });
};
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('is quiet when nothing was touched for 300 ms', async () => {
  touch();
  wait();
  await vi.advanceTimersByTimeAsync(200);
  touch();
  await vi.advanceTimersByTimeAsync(299);
  expect(isQuiet).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isQuiet).toBe(true);
});

it('is not quiet while something is awaited, nor just after it, even when it fails', async () => {
  const work = awaited(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    throw new Error('no');
  });
  work.catch(() => undefined);
  wait();
  await vi.advanceTimersByTimeAsync(1200);
  expect(isQuiet).toBe(false);
  await vi.advanceTimersByTimeAsync(300);
  expect(isQuiet).toBe(true);
  await expect(work).rejects.toThrow('no');
});
