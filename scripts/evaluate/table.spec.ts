import { expect, it } from 'vitest';
import {
  differenceLines,
  doubtLines,
  leftOutLine,
  progressLine,
  sliceLines,
  tableOf,
} from './table.mjs';

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
  ['confidence', 5.6, true, 1],
  ['poor', 40, true, 0],
  ['undefined', null, true, 0],
  ['entropy', 5.6, false, 0],
])('%s with an AUROC of %s, from files: %s, is doubted %i times', (id, AUROC, fromFiles, lines) => {
  const own = { pixel: { AUROC }, prior: 2, fromFiles };
  expect(doubtLines({ [id]: own } as Parameters<typeof doubtLines>[0], 2)).toHaveLength(lines);
});

it('a method without a number for pixels of one kind is named with both priors', () => {
  const own = (prior: number) => ({ pixel: { AUROC: 90 }, prior, fromFiles: true });
  const methods = { whole: own(2.64), holes: own(0.95) } as unknown as Parameters<
    typeof doubtLines
  >[0];
  expect(doubtLines(methods, 2.64)).toEqual([
    expect.stringMatching(/^holes has no number \(NaN\) for some pixels.* 0\.95 instead of 2\.64/),
  ]);
});

it('the difference to a method has its sign, a line for every other one', () => {
  const difference = { to: 'energy', AP: { low: -1.5, high: 2 }, FPR95: null };
  const methods = { energy: { difference: null }, ours: { difference } };
  expect(differenceLines(methods as unknown as Parameters<typeof differenceLines>[0])).toEqual([
    'minus energy, 95 %              AP  FPR95',
    'ours                -1.50 to +2.00      -',
  ]);
  expect(differenceLines({})).toEqual([]);
});

it('slices have a line for each method, and say once what they are', () => {
  const methods = { a: { AP: 50, FPR95: 1, prior: 2 }, b: { AP: null, FPR95: null, prior: 2 } };
  const about = { images: 3, objects: 4, pixels: 5, methods };
  expect(
    sliceLines([
      { by: 'size', slice: 'over 1 %', ...about },
      { by: 'folder', slice: '', ...about, methods: { a: methods.a } },
    ]),
  ).toEqual([
    'slice           images  objects  method     AP  prior  FPR95',
    'size: over 1 %       3        4       a  50.00   2.00   1.00',
    '                                      b      -   2.00      -',
    'folder: .            3        4       a  50.00   2.00   1.00',
  ]);
  expect(sliceLines(null)).toEqual([]);
});

it('progress says under which corruption an image is seen', () => {
  const progress = { phase: 'components', done: 1, total: 9, stem: 'a' } as const;
  expect(progressLine(progress)).toBe('components 2/9  a');
  const corruption = { kind: 'noise', level: 10 } as const;
  expect(progressLine({ ...progress, corruption })).toBe('components noise=10 2/9  a');
});

it('every row says at which long sides the pictures were seen, but of scores from files', () => {
  const pixel = { AP: 50, AUROC: 90, FPR95: 20, bestF1: 60, threshold: 0.5 };
  const method = { pixel, prior: 2, component: null, msPerImage: 9, masks: null, clean: null };
  const report = {
    methods: { energy: { ...method, fromFiles: false }, ours: { ...method, fromFiles: true } },
    prior: 2,
    slices: null,
    looks: [768, 1536],
    images: 2,
    definition: 'pooled',
    readings: [],
  };
  const lines = tableOf(report as unknown as Parameters<typeof tableOf>[0]).split('\n');
  expect(lines.map((line) => line.split(/ {2,}/)[1])).toEqual(
    expect.arrayContaining(['long side', '768 + 1536', '-']),
  );
});
