import { expect, it } from 'vitest';
import {
  extentsOf,
  plotHeight,
  tickStep,
  timeOfX,
  valueOfY,
  xOfTime,
  yOfValue,
} from './plot-geometry';

const WINDOW = { from: 2, to: 12 };

it('a time and its place are each other’s', () => {
  expect(xOfTime(7, WINDOW, 800)).toBe(400);
  expect(timeOfX(400, WINDOW, 800)).toBe(7);
});

it('a threshold and its line are each other’s, in every row', () => {
  const axis = { min: -1, max: 3 };
  for (const [row, rows] of [
    [0, 1],
    [3, 4],
  ] as const)
    expect(valueOfY(yOfValue(0.5, axis, row, rows), axis, row, rows)).toBeCloseTo(0.5);
  expect(valueOfY(-100, axis, 0, 1)).toBe(3);
  expect(valueOfY(1000, axis, 0, 1)).toBe(-1);
});

it('four methods take less than twice the room of one', () => {
  expect(plotHeight(4)).toBeLessThan(2 * plotHeight(1));
});

it('marks of the time are round, and far enough from each other', () => {
  expect(tickStep(WINDOW, 800, 72)).toBe(1);
  expect(tickStep({ from: 0, to: 1200 }, 800, 72)).toBe(120);
  expect(tickStep({ from: 0, to: 0.5 }, 800, 72)).toBe(0.05);
});

it('a frame stands for half the way to its neighbours, and never for what was not looked at', () => {
  const extents = extentsOf([1, 1.5, 1.75, 5], 0.5);
  expect(extents).toEqual([
    { from: 0.75, to: 1.25 },
    { from: 1.25, to: 1.625 },
    { from: 1.625, to: 2 },
    { from: 4.75, to: 5.25 },
  ]);
});
