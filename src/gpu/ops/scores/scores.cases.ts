import { random as seeded } from '#src/core/random';
import type { Size } from '#src/core/types';
import { paddedLogits } from '#src/gpu/testing/padded-logits';
import type { LogitsData } from './cpu';
import { SCORE_KINDS, type ScoreKind, type ScoreRequest } from './formulas';

export interface ScoreCase {
  name: string;
  logits: LogitsData;
  target: Size;
}

/** A temperature and a mix, and with them the score of the golden pixel. */
type GoldenScore = Omit<ScoreRequest, 'kind'> & { score: number };

/**
 * Every kind on the golden pixel, whose logits are 4, 2, 1 and 0, from the formulas in float64
 * (docs/methods.md). What each is asked with here, all other cases are asked with too.
 */
export const GOLDEN_SCORES: Record<ScoreKind, readonly GoldenScore[]> = {
  msp: [
    { temperature: 1, score: 0.169047 },
    { temperature: 3, score: 0.533776 },
  ],
  'max-logit': [{ temperature: 1, score: -4 }],
  entropy: [{ temperature: 1, score: 0.429264 }],
  energy: [
    { temperature: 1, score: -4.185182 },
    { temperature: 2, score: -5.092013 },
  ],
  margin: [{ temperature: 1, score: 0.281505 }],
  eds: [{ temperature: 1, score: 0.839506 }],
  'eds-mix': [
    { temperature: 1, mix: { beta: 20, gamma: 0.8 }, score: 0.630228 },
    { temperature: 1, mix: { beta: 0, gamma: 0.8 }, score: 0.504277 },
  ],
  vl4ad: [
    { temperature: 1, known: 1, score: -0.830953 },
    { temperature: 3, known: 1, score: -0.466224 },
  ],
  'vl4ad-log': [{ temperature: 1, known: 1, score: 0.185183 }],
  rba: [{ temperature: 1, score: -2.724951 }],
};

/** All of them, and one twice: two panes may differ in the blur only. */
export const ALL_REQUESTS: ScoreRequest[] = [
  ...SCORE_KINDS.flatMap((kind) =>
    GOLDEN_SCORES[kind].map(({ score: _, ...request }) => ({ kind, ...request })),
  ),
  { kind: 'entropy', temperature: 1 },
];

/** All but the first of 19 classes may win against the known ones, which are one, some or all. */
export const KNOWN_REQUESTS: ScoreRequest[] = [1, 7, 19].flatMap((known) =>
  (['vl4ad', 'vl4ad-log'] as const).flatMap((kind) =>
    [1, 0.25].map((temperature) => ({ kind, temperature, known })),
  ),
);

const random = (seed: number, range: number) => {
  const next = seeded(seed);
  return () => (next() * 2 - 1) * range;
};

export const PRIME_SIZES: ScoreCase = {
  name: 'ordinary, prime sizes',
  logits: paddedLogits(19, { width: 61, height: 37 }, random(2, 8)),
  target: { width: 127, height: 71 },
};
export const GOLDEN_PIXEL: ScoreCase = {
  name: 'golden pixel',
  logits: {
    data: Float32Array.of(4, 2, 1, 0),
    classes: 4,
    width: 1,
    height: 1,
    stride: 4,
    grid: { width: 4, height: 4, paddedWidth: 4, paddedHeight: 4 },
  },
  target: { width: 1, height: 1 },
};

export const SCORE_CASES: ScoreCase[] = [
  GOLDEN_PIXEL,
  {
    name: 'one class',
    logits: paddedLogits(1, { width: 32, height: 32 }, random(1, 5)),
    target: { width: 7, height: 5 },
  },
  PRIME_SIZES,
  {
    name: 'reduced',
    logits: paddedLogits(19, { width: 96, height: 64 }, random(3, 8)),
    target: { width: 9, height: 8 },
  },
  {
    name: 'huge logits',
    logits: paddedLogits(19, { width: 32, height: 32 }, random(4, 80)),
    target: { width: 64, height: 65 },
  },
  {
    name: 'all equal',
    logits: paddedLogits(19, { width: 32, height: 32 }, () => 2.5),
    target: { width: 63, height: 1 },
  },
  {
    name: 'unsure: EDS inside its bounds',
    logits: paddedLogits(19, { width: 61, height: 37 }, random(5, 2.5)),
    target: { width: 127, height: 71 },
  },
];
