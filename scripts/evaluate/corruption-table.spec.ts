import { expect, it } from 'vitest';
import { corruptionLines } from './corruption-table.mjs';

type Given = Parameters<typeof corruptionLines>[0];

const values = (AP: number | null) => ({
  AP,
  AUROC: 90,
  FPR95: 20,
  F1: 60,
  componentF1: null,
  falseAlarms: 1.5,
  flagged: 0.25,
});
const asItIs = (AP: number) => ({ ...values(AP), difference: null });
const changed = (AP: number, by: number) => ({
  ...values(AP),
  difference: { ...values(by), AUROC: 0, falseAlarms: -0.5 },
});
const report: Given = {
  images: 3,
  corruptions: [
    {
      kind: 'none',
      level: null,
      words: 'as it is',
      images: 3,
      methods: { energy: asItIs(50), msp: asItIs(30) },
    },
    {
      kind: 'noise',
      level: 10,
      words: 'much noise',
      images: 3,
      methods: { energy: changed(40, -10), msp: changed(31, 1) },
    },
    {
      kind: 'jpeg',
      level: 15,
      words: 'a small file',
      images: 2,
      methods: { energy: asItIs(45), msp: asItIs(20) },
    },
  ],
};

it('each method has a row as it is and one for each corruption, with what it changes', () => {
  const lines = corruptionLines(report);
  const cells = lines.slice(0, 7).map((line) => line.trim().split(/ {2,}/));
  expect(cells[0]).toEqual([
    'corruptions',
    ...['AP', 'AUROC', 'FPR95', 'F1', 'component F1', 'false alarms', 'flagged'],
  ]);
  expect(cells.slice(1).map((row) => row.slice(0, 3))).toEqual([
    ['energy', 'as it is', '50.00'],
    ['noise=10', '40.00 (-10.00)', '90.00 (+0.00)'],
    ['jpeg=15, 2 images', '45.00', '90.00'],
    ['msp', 'as it is', '30.00'],
    ['noise=10', '31.00 (+1.00)', '90.00 (+0.00)'],
    ['jpeg=15, 2 images', '20.00', '90.00'],
  ]);
  expect(cells[2]?.slice(5)).toEqual(['-', '1.50 (-0.50)', '0.25 (+0.25)']);
  expect(lines.slice(7)).toEqual([
    expect.stringMatching(/^Behind each value .* default threshold\.$/),
    'noise=10: much noise.',
    'jpeg=15: a small file.',
  ]);
});

it('there is none without corruptions', () => {
  expect(corruptionLines({ images: 3, corruptions: null })).toEqual([]);
});
