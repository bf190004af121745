import { describe, expect, it } from 'vitest';
import { random } from '../random';
import { leaveOut } from './leave-out';
import { type Examples, fitLogistic, logOdds } from './logistic-regression';
import { standardisation, standardised } from './standardise';

function examplesOf(features: Float64Array, width: number, targets: Uint8Array): Examples {
  const values = standardised(features, standardisation(features, width));
  return { rows: targets.length, columns: width + 1, values, targets };
}

/**
 * 60 rows of 4 features, two overlapping classes. The numbers below are of scipy's BFGS on the same
 * rows, gradient under 1e-7.
 */
const FEATURES = Float64Array.from({ length: 240 }, (_, index) => {
  const [i, f] = [Math.floor(index / 4), index % 4];
  return (10 * Math.sin(1.3 * i * (f + 1) + f) + 5 * f) * (f === 3 ? 0.01 : 1);
});
const TARGETS = Uint8Array.from({ length: 60 }, (_, i) =>
  Math.sin(1.3 * i) + 0.8 * Math.cos(2.9 * i) + 0.1 > 0 ? 1 : 0,
);
const WEIGHTS = [2.14239219, 0.31486458, 0.14982212, -0.11562787, 0.33439012];
const LEFT_OUT: [number, number][] = [
  [0, 0.6976623208756083],
  [7, 0.8972190348775424],
  [31, 1.5420859522348618],
];
const GROUP_LEFT_OUT: [number, number][] = [
  [0, 0.9046151987963031],
  [25, 2.59033083337803],
  [59, 2.4518117766256053],
];

describe('logistic regression', () => {
  const examples = examplesOf(FEATURES, 4, TARGETS);

  it('standardises by mean and population deviation', () => {
    const { mean, scale } = standardisation(FEATURES, 4);
    for (const [f, value] of [0.16082017, 5.06619, 10.08971483, 0.15179181].entries())
      expect(mean[f]).toBeCloseTo(value, 6);
    for (const [f, value] of [7.06087748, 7.05980059, 7.0661048, 0.07057136].entries())
      expect(scale[f]).toBeCloseTo(value, 6);
  });

  it('finds the weights of another solver, the intercept regularised', () => {
    for (const [c, weight] of fitLogistic(examples).entries())
      expect(weight).toBeCloseTo(WEIGHTS[c] as number, 6);
  });

  it('leaves out one row at a time', async () => {
    const odds = await leaveOut(
      examples,
      Array.from(TARGETS, (_, row) => row),
    );
    for (const [row, value] of LEFT_OUT) expect(odds[row]).toBeCloseTo(value, 6);
  });

  it('leaves out whole groups, however large', async () => {
    const odds = await leaveOut(
      examples,
      Array.from(TARGETS, (_, row) => Math.floor(row / 20)),
    );
    for (const [row, value] of GROUP_LEFT_OUT) expect(odds[row]).toBeCloseTo(value, 6);
  });

  it('separates what is separable', () => {
    const features = Float64Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? i : -i));
    const targets = Uint8Array.from({ length: 20 }, (_, row) =>
      (features[2 * row] as number) - (features[2 * row + 1] as number) > 40 ? 1 : 0,
    );
    const separable = examplesOf(features, 2, targets);
    const weights = fitLogistic(separable);
    for (let row = 0; row < 20; row++)
      expect(logOdds(separable, row, weights) > 0).toBe(targets[row] === 1);
  });

  it('lets a feature that is the same everywhere alone', () => {
    const features = Float64Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0 : i));
    const weights = fitLogistic(
      examplesOf(
        features,
        2,
        Uint8Array.from({ length: 10 }, (_, row) => Number(row > 4)),
      ),
    );
    expect(weights[0]).toBe(0);
    expect(weights[1]).toBeGreaterThan(0);
  });

  it('converges from far away, where whole Newton steps overshoot', () => {
    const next = random(3);
    const values = Float64Array.from({ length: 300 }, () => 1000 * (next() - 0.5));
    const targets = Uint8Array.from({ length: 100 }, () => Math.round(next()));
    const weights = fitLogistic({ rows: 100, columns: 3, values, targets });
    expect(weights.every(Number.isFinite)).toBe(true);
  });
});
