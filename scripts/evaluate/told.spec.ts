import { expect, it } from 'vitest';
import { createTold } from './told.mjs';

const broken = { file: 'b.png', code: 'picture-unreadable' as const, message: 'It is damaged.' };
const early = { file: 'a.png', code: 'label-size' as const, message: 'Too small.' };

it('an error is said once: under way with its code, or at the end', () => {
  const lines: string[] = [];
  const told = createTold((line) => lines.push(line));
  told.progress({ phase: 'pixels', done: 2, total: 3, stem: 'b', error: broken });
  expect(lines).toEqual(['image 2/3  b.png: It is damaged. (picture-unreadable)']);
  told.others([early, broken]);
  expect(lines.slice(1)).toEqual(['a.png: Too small. (label-size)']);
});

it('two errors of one file are both said', () => {
  const lines: string[] = [];
  const told = createTold((line) => lines.push(line));
  told.progress({ phase: 'pixels', done: 2, total: 3, stem: 'b', error: broken });
  told.others([{ ...broken, message: 'It is gone.' }]);
  expect(lines).toHaveLength(2);
});
