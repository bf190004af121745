import { expect, it } from 'vitest';
import { destroyStorage, liveBufferCount, readBack, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { scoresCpu } from './cpu';
import type { ScoreKind, ScoreRequest } from './formulas';
import { createScores } from './gpu';
import {
  ALL_REQUESTS,
  GOLDEN_PIXEL,
  KNOWN_REQUESTS,
  PRIME_SIZES,
  SCORE_CASES,
  type ScoreCase,
} from './scores.cases';

/**
 * Interpolated logits differ by a float32 rounding step of their size, exp and log by a few steps
 * around one.
 */
function tolerance(logits: Float32Array): number {
  return 2e-6 + 2 ** -23 * logits.reduce((largest, z) => Math.max(largest, Math.abs(z)), 0);
}

async function expectTwins({ logits, target }: ScoreCase, requests: readonly ScoreRequest[]) {
  const device = await testDevice();
  const kernel = await createScores(device);
  const before = liveBufferCount();
  const allowed = tolerance(logits.data);
  const expected = scoresCpu(logits, target, requests);
  await withoutGpuErrors(device, async () => {
    const buffer = uploadStorage(device, 'logits', logits.data as Float32Array<ArrayBuffer>);
    const actual = kernel({ ...logits, buffer }, target, requests);
    const pixels = target.width * target.height;
    const classes = new Uint32Array(await readBack(device, actual.classes, pixels * 4));
    expect([...classes]).toEqual([...expected.classes]);
    for (const [i, score] of actual.scores.entries()) {
      const values = new Float32Array(await readBack(device, score, pixels * 4));
      for (const [p, value] of values.entries()) {
        const wanted = expected.scores[i]?.[p] as number;
        const error = Math.abs(value - wanted) / Math.max(1, Math.abs(wanted));
        if (!(error <= allowed))
          throw new Error(`${requests[i]?.kind} pixel ${p}: ${value} instead of ${wanted}`);
      }
    }
    for (const used of [buffer, actual.classes, ...actual.scores]) destroyStorage(used);
  });
  expect(liveBufferCount()).toBe(before);
}

it.each(SCORE_CASES)('scores: $name', (entry) => expectTwins(entry, ALL_REQUESTS));

it('scores: whichever classes are known', () => expectTwins(PRIME_SIZES, KNOWN_REQUESTS));

it('scores: keep the digits of a small -log p, and refuse a request without known classes', async () => {
  const device = await testDevice();
  const kernel = await createScores(device);
  const { logits, target } = GOLDEN_PIXEL;
  const log = { kind: 'vl4ad-log', temperature: 1 } as const;
  for (const lower of [0, 14, 17]) {
    const buffer = uploadStorage(device, 'logits', Float32Array.of(18, lower, 1, -1));
    const run = (known?: number) =>
      kernel({ ...logits, buffer }, target, [known === undefined ? log : { ...log, known }]);
    const { scores, classes } = run(1);
    const [score] = scores as [GPUBuffer];
    const value = new Float32Array(await readBack(device, score, 4))[0] as number;
    const rest = Math.exp(lower - 18) + Math.exp(-17) + Math.exp(-19);
    expect(value / Math.log1p(rest)).toBeCloseTo(1, 5);
    expect(() => run()).toThrow(/number of known classes/);
    expect(() => run(5)).toThrow(/5 of 4 classes/);
    for (const used of [buffer, classes, score]) destroyStorage(used);
  }
});

it('scores: of a kind without a formula are not numbers', async () => {
  const device = await testDevice();
  const kernel = await createScores(device);
  const { logits, target } = GOLDEN_PIXEL;
  const buffer = uploadStorage(device, 'logits', logits.data as Float32Array<ArrayBuffer>);
  const { scores, classes } = kernel({ ...logits, buffer }, target, [
    { kind: 'msp', temperature: 1 },
    { kind: 'unknown' as ScoreKind, temperature: 1 },
  ]);
  const values: number[] = [];
  for (const score of scores) values.push(...new Float32Array(await readBack(device, score, 4)));
  expect(values).toEqual([expect.closeTo(0.169047, 5), Number.NaN]);
  for (const used of [buffer, classes, ...scores]) destroyStorage(used);
});
