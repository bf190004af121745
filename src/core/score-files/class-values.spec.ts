import { describe, expect, it } from 'vitest';
import { classValues, LEAST_LOG, withFiniteLogs } from './class-values';
import type { RawLogits } from './score-parts';

/** Two classes: a pair of values for each pixel of a row. */
function row(...pixels: [number, number][]): RawLogits {
  const data = Float32Array.from([0, 1].flatMap((q) => pixels.map((pair) => pair[q as 0 | 1])));
  return { kind: 'logits', classes: 2, height: 1, width: pixels.length, data };
}
const logs = (...pixels: [number, number][]) =>
  row(...pixels.map(([a, b]): [number, number] => [Math.log(a), Math.log(b)]));

describe('values of several classes are', () => {
  it.each<[string, RawLogits, string, number]>([
    ['probabilities', row([0.25, 0.75], [1, 0]), 'probabilities', 0],
    ['rounded a little', row([0.251, 0.758], [0.3, 0.692]), 'probabilities', 0],
    ['rounded above 1', row([1.004, 0]), 'probabilities', 0],
    ['above 1 in all', row([0.25, 0.77]), 'logits', 0],
    ['below 1 in all', row([0.5, 0.5], [0.25, 0.73]), 'logits', 0],
    ['negative, 1 in all', row([-0.25, 1.25]), 'logits', 0],
    ['of one pixel out of range', row([0.5, 0.5], [3, -2]), 'logits', 0],
    ['logarithms', logs([0.25, 0.75], [0, 1]), 'log-probabilities', 0],
    ['logarithms rounded above 0', row([0.004, -9]), 'log-probabilities', 0],
    ['logarithms far above 0', row([0.02, -9]), 'logits', 0],
    ['logarithms of too much', logs([0.5, 0.5], [0.6, 0.6]), 'logits', 0],
    ['NaN', row([Number.NaN, 1]), 'logits', 0],
    ['empty in places', row([0, 0], [0.25, 0.75], [0, 0]), 'probabilities', 2],
    ['logarithms, empty in places', row([0, 0], [-Infinity, -0.001]), 'log-probabilities', 1],
    ['empty everywhere', row([0, 0], [0, 0]), 'logits', 0],
  ])('%s', (_what, raw, kind, empty) => {
    expect(classValues(raw)).toEqual({ kind, empty });
  });
});

describe('the logarithm of nothing', () => {
  it('is that of less than any probability, and the others stay', () => {
    const raw = logs([0, 1], [0.25, 0.75]);
    const { data, ...about } = withFiniteLogs(raw);
    expect(about).toEqual({ kind: 'logits', classes: 2, height: 1, width: 2 });
    expect([...data]).toEqual([Math.fround(LEAST_LOG), ...raw.data.slice(1)]);
    expect(Math.exp(LEAST_LOG)).toBeCloseTo(1e-9, 15);
  });

  it('stays in logits; without one the array is as it was', () => {
    for (const raw of [row([-Infinity, 3]), logs([0.25, 0.75])])
      expect(withFiniteLogs(raw)).toBe(raw);
  });
});
