import { expect, it } from 'vitest';
import type { BenchmarkProgress } from '#src/store/benchmark';
import { formatTimeLeft, secondsLeft, shareDone } from './time-left';

const at = (
  phase: BenchmarkProgress['phase'],
  done: number,
  millisecondsPerImage: number | null = 2000,
) => ({
  phase,
  done,
  total: 10,
  name: null,
  millisecondsPerImage,
});

it('the scores are followed by the components, which take as long', () => {
  expect(
    [at('pixels', 4), at('components', 4), at('labels', 4), at('pixels', 4, null)].map((one) =>
      secondsLeft(one, false),
    ),
  ).toEqual([32, 12, null, null]);
  expect(
    [at('pixels', 4), at('components', 4), at('intervals', 4), at('labels', 4)].map((one) =>
      shareDone(one, false),
    ),
  ).toEqual([0.2, 0.7, 1, null]);
});

it('classes have no components', () => {
  expect([secondsLeft(at('pixels', 4), true), shareDone(at('pixels', 4), true)]).toEqual([12, 0.4]);
});

it.each([
  [3, 'a few seconds left'],
  [31, 'about 40 s left'],
  [57, 'about 1 min left'],
  [600, 'about 10 min left'],
  [3590, 'about 1 h 0 min left'],
  [7500, 'about 2 h 5 min left'],
])('%d s', (seconds, text) => expect(formatTimeLeft(seconds)).toBe(text));
