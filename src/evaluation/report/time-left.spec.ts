import { expect, it } from 'vitest';
import type { BenchmarkProgress } from '#src/store/benchmark';
import { formatTimeLeft, secondsLeft, shareDone } from './time-left';

const progressAt = (
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
    [
      progressAt('pixels', 4),
      progressAt('components', 4),
      progressAt('labels', 4),
      progressAt('pixels', 4, null),
    ].map((progress) => secondsLeft(progress, false)),
  ).toEqual([32, 12, null, null]);
  expect(
    [
      progressAt('pixels', 4),
      progressAt('components', 4),
      progressAt('intervals', 4),
      progressAt('labels', 4),
    ].map((progress) => shareDone(progress, false)),
  ).toEqual([0.2, 0.7, 1, null]);
});

it('classes have no components', () => {
  expect([
    secondsLeft(progressAt('pixels', 4), true),
    shareDone(progressAt('pixels', 4), true),
  ]).toEqual([12, 0.4]);
});

it.each([
  [3, 'a few seconds left'],
  [31, 'about 40 s left'],
  [57, 'about 1 min left'],
  [600, 'about 10 min left'],
  [3590, 'about 1 h 0 min left'],
  [7500, 'about 2 h 5 min left'],
])('%d s', (seconds, text) => expect(formatTimeLeft(seconds)).toBe(text));
