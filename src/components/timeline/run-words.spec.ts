import { expect, it, vi } from 'vitest';
import { runWords } from './run-status';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));

const progress = { done: 12, total: 61, failed: 0, millisecondsLeft: 40_000 };

it.each([
  [progress, 'on', '12 of 61 frames, ~40 s'],
  [{ ...progress, millisecondsLeft: null }, 'on', '12 of 61 frames'],
  [progress, 'paused', '12 of 61 frames, paused'],
  [progress, 'off', '12 of 61 frames'],
  [{ ...progress, done: 61 }, 'on', '61 frames analysed'],
] as const)('%o, %s: %s', (given, run, words) => {
  expect(runWords(given, run)).toBe(words);
});
