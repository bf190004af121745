import { expect, it } from 'vitest';
import { closesPolygon } from './place-corner';

const CORNERS = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 10 },
];

it('a click on the first of three corners closes, and one on the last corner again', () => {
  expect(closesPolygon(CORNERS, { x: 3, y: 4 }, 5)).toBe(true);
  expect(closesPolygon(CORNERS, { x: 3, y: 4 }, 4.9)).toBe(false);
  expect(closesPolygon(CORNERS.slice(0, 2), { x: 3, y: 4 }, 5)).toBe(false);
  expect(closesPolygon(CORNERS.slice(0, 2), { x: 10, y: 1 }, 5)).toBe(true);
  expect(closesPolygon([], { x: 0, y: 0 }, 5)).toBe(false);
});
