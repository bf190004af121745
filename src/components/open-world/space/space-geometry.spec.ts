import { describe, expect, test } from 'vitest';
import {
  fitPlot,
  gridValues,
  nearest,
  neighbour,
  plotPlace,
} from '#src/components/open-world/space/space-geometry';
import type { MetricSpace } from '#src/protocol/open-world';

const space: MetricSpace = {
  points: [{ u: -1, v: 0, x: 0, y: 0, index: 0 }],
  prototypes: [{ u: 3, v: 1, index: 0 }],
  mean: [],
  axes: [[], []],
  explained: [0.5, 0.25],
};

test('the plot holds everything at one scale, v upwards', () => {
  const scale = fitPlot(space, 100, 100, 10);
  expect(scale.scale).toBe(20);
  expect(plotPlace(scale, { u: -1, v: 0 })).toEqual({ x: 10, y: 60 });
  expect(plotPlace(scale, { u: 3, v: 1 })).toEqual({ x: 90, y: 40 });
  expect(plotPlace(scale, { u: 1, v: 0.5 })).toEqual({ x: 50, y: 50 });
});

describe('places', () => {
  const places = [
    { x: 0, y: 0 },
    { x: 10, y: 2 },
    { x: 4, y: 40 },
    { x: 1, y: 0 },
  ];

  test('the nearest within reach', () => {
    expect(nearest(places, { x: 9, y: 0 }, 5)).toBe(1);
    expect(nearest(places, { x: 9, y: 0 }, 1)).toBe(-1);
    expect(nearest([], { x: 0, y: 0 })).toBe(-1);
  });

  test('arrow keys go to the nearest in their direction, past what lies under the same pixel', () => {
    expect(neighbour(places, 0, [1, 0], 2)).toBe(1);
    expect(neighbour(places, 0, [0, 1], 2)).toBe(2);
    expect(neighbour(places, 1, [-1, 0], 2)).toBe(3);
    expect(neighbour(places, 0, [0, -1], 2)).toBe(0);
  });
});

test('grid values are round numbers within the limits', () => {
  expect(gridValues(-1.3, 3.2, 4)).toEqual([0, 2]);
  expect(gridValues(-0.35, 0.35, 4)).toEqual([-0.2, 0, 0.2]);
  expect(gridValues(0, 0, 4)).toEqual([0]);
});
