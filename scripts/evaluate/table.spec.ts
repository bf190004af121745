import { expect, it } from 'vitest';
import { leftOutLine } from './table.mjs';

it.each([
  [
    ['a'],
    '1 score file is left out, because no image is there or another score is closer to it: a.',
  ],
  [['a', 'b', 'c'], /^3 score files are .*: a, b, c\.$/],
  [['a', 'b', 'c', 'd'], /^4 score files are .*: a, b, c, \.\.\.\.$/],
])('scores %j that are left out are counted, and three named', (files, line) => {
  expect(leftOutLine(files)).toMatch(line);
});
