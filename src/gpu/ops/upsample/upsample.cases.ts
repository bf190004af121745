import { random as seeded } from '#src/core/random';
import type { Size } from '#src/core/types';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { paddedLogits } from '#src/gpu/testing/padded-logits';

export interface UpsampleCase {
  name: string;
  output: LogitsData;
  target: Size;
}

const next = seeded(7);
const random = (range: number) => () => next() * range;

export const UPSAMPLE_CASES: UpsampleCase[] = [
  {
    name: 'one pixel',
    output: paddedLogits(1, { width: 4, height: 4 }, random(5)),
    target: { width: 1, height: 1 },
  },
  {
    name: 'prime sizes',
    output: paddedLogits(1, { width: 61, height: 37 }, random(80)),
    target: { width: 127, height: 71 },
  },
  {
    name: 'reduced',
    output: paddedLogits(1, { width: 96, height: 64 }, random(8)),
    target: { width: 9, height: 8 },
  },
  {
    name: 'constant',
    output: paddedLogits(1, { width: 32, height: 32 }, () => 2.5),
    target: { width: 63, height: 5 },
  },
  {
    name: 'zero',
    output: paddedLogits(1, { width: 32, height: 32 }, () => 0),
    target: { width: 64, height: 64 },
  },
  {
    name: 'the first of three channels',
    output: paddedLogits(3, { width: 40, height: 32 }, random(8)),
    target: { width: 101, height: 83 },
  },
];
