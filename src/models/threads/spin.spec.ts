import { afterEach, expect, it, vi } from 'vitest';
import { spin } from './spin';

afterEach(() => vi.restoreAllMocks());

/** A clock that shows these milliseconds, one at each look. */
function clock(...times: number[]): void {
  vi.spyOn(performance, 'now').mockImplementation(() => times.shift() as number);
}

it('counts the time between two looks at the clock, but not where the thread was away', () => {
  clock(0, 0, 0.25, 0.5, 3.5, 3.75, 4);
  const told: number[] = [];
  expect(spin(4, (ran) => told.push(ran))).toBe(1);
  expect(told).toEqual([0.25, 0.5, 0.5, 0.75, 1]);
});
