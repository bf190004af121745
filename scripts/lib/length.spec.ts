import { expect, it } from 'vitest';
import { MOST_LINES, tooLong } from './length.mjs';

const linesOf = (count: number) => 'x\n'.repeat(count);

it('a file of code has a length', () => {
  expect(tooLong('src/a.ts', linesOf(MOST_LINES))).toEqual([]);
  expect(tooLong('src/a.ts', linesOf(MOST_LINES + 1))).toEqual([
    { path: 'src/a.ts', line: 301, problem: '301 lines are more than 300: split it by topic' },
  ]);
});

it.each([
  ['training/a.py', 1],
  ['e2e/support/a.tsx', 1],
  ['samples/a.json', 0],
  ['docs/a.md', 0],
  ['vite.config.ts', 0],
])('%s is judged %i times', (path, times) => {
  expect(tooLong(path, linesOf(MOST_LINES + 1))).toHaveLength(times);
});
