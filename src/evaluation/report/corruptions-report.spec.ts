import { expect, it } from 'vitest';
import type { CorruptedMetrics } from '#src/evaluation/corruptions/types';
import { corruptionsReport } from './corruptions-report';

const BEFORE: CorruptedMetrics = {
  AP: 0.5,
  AUROC: 0.75,
  FPR95: 0.25,
  F1: 0.625,
  componentF1: 0.5,
  falseAlarms: 2,
  flagged: 0.125,
};
const AFTER = { ...BEFORE, AP: 0.25, FPR95: null, falseAlarms: 5, flagged: 0.25 };
const asItIs = { corruption: null, images: 3, methods: { energy: BEFORE } };
const noise = {
  corruption: { kind: 'noise', level: 10 },
  images: 3,
  methods: { energy: AFTER },
} as const;

it('has rates in per cent, components an image, and what each corruption changes', () => {
  expect(corruptionsReport([asItIs, noise], 3)).toEqual([
    {
      kind: 'none',
      level: null,
      words: 'as it is',
      images: 3,
      methods: {
        energy: {
          AP: 50,
          AUROC: 75,
          FPR95: 25,
          F1: 62.5,
          componentF1: 50,
          falseAlarms: 2,
          flagged: 12.5,
          difference: null,
        },
      },
    },
    {
      kind: 'noise',
      level: 10,
      words: 'Gaussian noise, standard deviation 10 of 255',
      images: 3,
      methods: {
        energy: {
          AP: 25,
          AUROC: 75,
          FPR95: null,
          F1: 62.5,
          componentF1: 50,
          falseAlarms: 5,
          flagged: 25,
          difference: {
            AP: -25,
            AUROC: 0,
            FPR95: null,
            F1: 0,
            componentF1: 0,
            falseAlarms: 3,
            flagged: 12.5,
          },
        },
      },
    },
  ]);
});

it.each([
  ['under the corruption', asItIs, { ...noise, images: 2 }],
  ['as they are', { ...asItIs, images: 2 }, noise],
  ['in both', { ...asItIs, images: 2 }, { ...noise, images: 2 }],
])('subtracts nothing where an image has failed %s', (_, before, after) => {
  const [, row] = corruptionsReport([before, after], 3);
  expect(row?.methods.energy).toMatchObject({ AP: 25, difference: null });
});
