import { expect, it } from 'vitest';
import { pooledQuantile } from './pooled-quantile';

const histogram = (min: number, max: number, counts: number[]) => ({
  range: { min, max },
  counts: Uint32Array.from(counts),
});

it('lies where the share of all pictures together does', () => {
  const halves = [histogram(0, 1, [50, 50]), histogram(1, 2, [60, 40])];
  expect(pooledQuantile(halves, 0.5)).toBeCloseTo(1, 6);
  expect(pooledQuantile(halves, 0.99)).toBeCloseTo(1.975, 6);
});

it('is the value of a flat map', () => {
  expect(pooledQuantile([histogram(3, 3, [10, 0])], 0.99)).toBeCloseTo(3, 6);
});

it('is nothing without a pixel', () => {
  expect(pooledQuantile([], 0.99)).toBeNull();
  expect(pooledQuantile([histogram(0, 1, [0, 0])], 0.99)).toBeNull();
});
