import { describe, expect, it } from 'vitest';
import { roadLikeness } from './road-likeness';

const NAMES = ['road', 'sky', 'person'];
/** 4 x 4 cells of which the last column is padding. */
const SHAPE = {
  classes: 3,
  width: 4,
  height: 4,
  stride: 4,
  grid: { width: 12, height: 16, paddedWidth: 16, paddedHeight: 16 },
};
const [ROAD, SKY, PERSON] = [0, 1, 2];

/** The class that `classAt` names wins by `margin` in each cell. */
function logitsOf(classAt: (x: number, y: number) => number, margin = 5): Float32Array {
  const values = new Float32Array(48);
  for (let y = 0; y < 4; y++)
    for (let x = 0; x < 4; x++) values[classAt(x, y) * 16 + y * 4 + x] = margin;
  return values;
}

const verdict = (logits: Float32Array, leastShare = 0.55, names = NAMES) =>
  roadLikeness(logits, SHAPE, names, leastShare);

describe('a picture looks like a road scene', () => {
  it('with sky above a road, the padding left out', () => {
    const logits = logitsOf((x, y) => (x === 3 ? PERSON : y < 2 ? SKY : ROAD));
    expect(verdict(logits)).toEqual({ share: 1, leastShare: 0.55, looksLikeRoad: true });
  });

  it('where the share is just what the network gives of a road picture', () => {
    const half = logitsOf((_x, y) => (y < 2 ? PERSON : ROAD));
    expect(verdict(half)).toMatchObject({ share: 0.5, looksLikeRoad: false });
    expect(verdict(half, 0.5)).toMatchObject({ share: 0.5, looksLikeRoad: true });
  });

  it('whatever its classes are called, and whichever of two is the road', () => {
    const names = ['Road', 'sky', 'lane_marking'];
    const halves = logitsOf((x, y) => (y < 2 ? SKY : x === 0 ? ROAD : PERSON));
    expect(verdict(halves, 0.55, names).looksLikeRoad).toBe(true);
  });

  it.each([
    ['sidewalk', true],
    ['building', true],
    ['vegetation', true],
    ['terrain', true],
    ['car', true],
    ['person', false],
    ['wall', false],
  ])('beside %s: %s', (name, counts) => {
    const logits = logitsOf((_x, y) => (y < 2 ? PERSON : ROAD));
    expect(verdict(logits, 0.55, ['road', 'sky', name]).looksLikeRoad).toBe(counts);
  });

  it('with a fifth of its lower half road', () => {
    const roads = (count: number) =>
      logitsOf((x, y) => (y >= 2 && (y - 2) * 3 + x < count && x < 3 ? ROAD : SKY));
    expect(verdict(roads(1)).looksLikeRoad).toBe(false); // 1 of 6
    expect(verdict(roads(2)).looksLikeRoad).toBe(true);
  });

  it('not with the road above', () => {
    const logits = logitsOf((_x, y) => (y < 2 ? ROAD : SKY));
    expect(verdict(logits)).toMatchObject({ share: 1, looksLikeRoad: false });
  });

  it('counting cells with more than half of the probability only', () => {
    // With three classes exp(m) / (exp(m) + 2) is one half at m = ln 2.
    const logits = (margin: number) => logitsOf((_x, y) => (y < 2 ? SKY : ROAD), margin);
    expect(verdict(logits(Math.log(2) - 1e-4)).share).toBe(0);
    expect(verdict(logits(Math.log(2) + 1e-4)).share).toBe(1);
  });
});

it('a picture narrower than a cell has one', () => {
  const grid = { width: 2, height: 3, paddedWidth: 4, paddedHeight: 4 };
  const shape = { classes: 3, width: 1, height: 1, stride: 4, grid };
  expect(roadLikeness(Float32Array.of(5, 0, 0), shape, NAMES, 0.55)).toEqual({
    share: 1,
    leastShare: 0.55,
    looksLikeRoad: true,
  });
});
