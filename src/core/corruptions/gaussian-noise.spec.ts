import { expect, it } from 'vitest';
import { addGaussianNoise } from './gaussian-noise';

const SIZE = { width: 128, height: 96 };
const PIXELS = SIZE.width * SIZE.height;

/** Grey of one value with noise: red, green and blue of all pixels, and their alpha. */
function noisy(value: number, deviation: number, seed = 1) {
  const rgba = Uint8ClampedArray.from({ length: PIXELS * 4 }, (_, i) => (i % 4 < 3 ? value : 255));
  addGaussianNoise({ rgba, ...SIZE }, deviation, seed);
  const channel = (c: number) =>
    Array.from({ length: PIXELS }, (_, i) => rgba[i * 4 + c] as number);
  return { rgba, colours: [0, 1, 2].map(channel), alpha: channel(3) };
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
function covariance(a: number[], b: number[]): number {
  const [ofA, ofB] = [mean(a), mean(b)];
  return mean(a.map((value, i) => (value - ofA) * ((b[i] as number) - ofB)));
}

it('every colour has the deviation that is asked for, around what it was', () => {
  const { colours, alpha } = noisy(128, 10);
  for (const values of colours) {
    expect(mean(values)).toBeCloseTo(128, 0);
    expect(Math.sqrt(covariance(values, values))).toBeCloseTo(10, 0);
    // Normal: 68.3 per cent lie within one deviation; half a step is rounding.
    const within = values.filter((value) => Math.abs(value - 128) <= 10).length / PIXELS;
    expect(within).toBeCloseTo(0.706, 1);
  }
  expect(new Set(alpha)).toEqual(new Set([255]));
});

it('colours and neighbours have numbers of their own', () => {
  const [red, green, blue] = noisy(128, 10).colours as [number[], number[], number[]];
  for (const [a, b] of [
    [red, green],
    [green, blue],
    [red, blue],
    [red.slice(1), red.slice(0, -1)],
  ] as const)
    expect(Math.abs(covariance([...a], [...b]))).toBeLessThan(3); // of a variance of 100
});

it('follows from its seed, and grows with the deviation', () => {
  expect(noisy(128, 10).rgba).toEqual(noisy(128, 10).rgba);
  expect(noisy(128, 10, 2).rgba).not.toEqual(noisy(128, 10).rgba);
  const [small, large] = [noisy(128, 5).colours[0], noisy(128, 10).colours[0]] as [
    number[],
    number[],
  ];
  for (const [i, value] of small.entries())
    expect(Math.abs((large[i] as number) - 128 - 2 * (value - 128))).toBeLessThanOrEqual(1.5);
});

it('stays within 8 bits', () => {
  const [black] = noisy(0, 40).colours as [number[]];
  expect(black.filter((value) => value === 0).length / PIXELS).toBeCloseTo(0.5, 1);
  expect(Math.max(...noisy(250, 40).colours.flat())).toBe(255);
});
