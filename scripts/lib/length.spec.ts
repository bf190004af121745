import { expect, it } from 'vitest';
import { MOST_FILES, MOST_LINES, tooFull, tooLong } from './length.mjs';

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

it('a folder of the code is full with so many files, specs and methods not counted', () => {
  const filesOf = (count: number, ending: string) =>
    Array.from({ length: count }, (_, i) => `src/core/${i}${ending}`);
  const full = filesOf(MOST_FILES, '.ts');
  expect(tooFull([...full, ...filesOf(9, '.spec.ts'), ...filesOf(9, '.method.ts')])).toEqual([]);
  expect(tooFull([...full, 'src/core/deeper/a.ts', 'e2e/a.ts'])).toEqual([]);
  expect(tooFull([...full, 'src/core/a.tsx'])).toEqual([
    { path: 'src/core', line: 1, problem: '21 files are more than 20: split the folder by topic' },
  ]);
});
