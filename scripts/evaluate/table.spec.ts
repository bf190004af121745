import { expect, it } from 'vitest';
import { doubtLines, leftOutLine } from './table.mjs';

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

it.each([
  ['imported:confidence', 5.6, 1],
  ['imported:poor', 40, 0],
  ['imported:undefined', null, 0],
  ['entropy', 5.6, 0],
])('%s with an AUROC of %s is doubted %i times', (id, AUROC, lines) => {
  const methods = { [id]: { pixel: { AUROC } } } as Parameters<typeof doubtLines>[0];
  expect(doubtLines(methods)).toHaveLength(lines);
});
