import { expect, it } from 'vitest';
import { random as seeded } from '#src/core/random';
import { testSimd } from '#src/gpu/testing/simd';
import { BLUR_CASES } from './blur.cases';
import { blurCpu } from './cpu';
import { blurSimd } from './simd';

const simd = testSimd();

function expectTwin(score: Float32Array, size: { width: number; height: number }): void {
  const expected = blurCpu(score, size);
  const actual = blurSimd(simd, score, size);
  const largest = score.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries())
    if (!(Math.abs((actual[i] as number) - value) <= 2e-6 * largest))
      throw new Error(`pixel ${i}: ${actual[i]} instead of ${value}`);
}

it.each(BLUR_CASES)('blur in SIMD is that of the twin: $name', ({ score, ...size }) => {
  expectTwin(score, size);
});

it('blur in SIMD is that of the twin for every small size, whatever was blurred before', () => {
  const next = seeded(3);
  for (let height = 1; height <= 9; height++)
    for (let width = 1; width <= 9; width++)
      expectTwin(
        Float32Array.from({ length: width * height }, () => next()),
        { width, height },
      );
});

it('blur in SIMD spreads what is not finite as far as the twin', () => {
  const score = new Float32Array(15 * 15);
  score[7 * 15 + 7] = Number.NaN;
  score[14] = Number.POSITIVE_INFINITY;
  const size = { width: 15, height: 15 };
  const finite = (map: Float32Array) => Array.from(map, Number.isFinite);
  expect(finite(blurSimd(simd, score, size))).toEqual(finite(blurCpu(score, size)));
});

it('blur in SIMD refuses a score of another length', () => {
  expect(() => blurSimd(simd, new Float32Array(5), { width: 2, height: 3 })).toThrow(/not 2 x 3/);
});
