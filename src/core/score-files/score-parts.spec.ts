import { describe, expect, it } from 'vitest';
import { partOf } from './score-parts';

const UNREADABLE = expect.objectContaining({ code: 'score-unreadable' });

describe('the shape of an array', () => {
  /** Beside a picture of 7 x 5 times any factor. */
  const part = (...shape: number[]) =>
    partOf(
      { shape, data: new Float32Array(shape.reduce((product, side) => product * side, 1)) },
      ({ width, height }) => width * 5 === height * 7,
    );

  it.each([
    [[5, 7], { kind: 'map', height: 5, width: 7 }],
    [[1, 5, 7], { kind: 'map', height: 5, width: 7 }],
    [[5, 7, 1], { kind: 'map', height: 5, width: 7 }],
    [[6, 6], { kind: 'map', height: 6, width: 6 }],
    [[2, 5, 7], { kind: 'logits', classes: 2, height: 5, width: 7 }],
    [[1, 19, 5, 7], { kind: 'logits', classes: 19, height: 5, width: 7 }],
    [[200, 5, 7], { kind: 'logits', classes: 200 }],
    [[25, 15, 21], { kind: 'logits', classes: 25, height: 15, width: 21 }],
    [[3, 6, 6], { kind: 'logits', classes: 3, height: 6, width: 6 }],
  ])('%j', (shape, expected) => {
    expect(part(...shape)).toMatchObject(expected);
  });

  it.each([
    [[3], [1, 3]],
    [
      [3, 1],
      [3, 1],
    ],
    [
      [1, 3],
      [1, 3],
    ],
    [
      [3, 1, 4],
      [3, 4],
    ],
    [
      [1, 1, 3, 1],
      [3, 1],
    ],
    [
      [1, 3, 1, 1],
      [3, 1],
    ],
    [
      [3, 1, 1],
      [3, 1],
    ],
    [
      [1, 1, 3],
      [1, 3],
    ],
    [
      [1, 1, 1],
      [1, 1],
    ],
  ])('%j is a map of the sides %j, an axis of 1 at an end being dropped first', (shape, sides) => {
    const { kind, height, width } = part(...shape);
    expect([kind, height, width]).toEqual(['map', ...sides]);
  });

  it('with classes first and last has them where the rest fits the picture', () => {
    expect(part(25, 35, 49)).toMatchObject({ classes: 25, height: 35, width: 49 });
    expect(part(6, 6, 3)).toMatchObject({ classes: 6, height: 6, width: 3 });
    for (const shape of [
      [500, 500, 3],
      [500, 700, 201],
    ])
      expect(() => part(...shape)).toThrow(
        `The score file cannot be used: its shape is (${shape.join(', ')}); logits have 2 to 200 classes.`,
      );
  });

  it.each([
    [[201, 5, 7], '2 to 200 classes'],
    [[40, 56, 19], 'numpy.moveaxis(array, -1, 0)'],
    [[15, 21, 25], 'numpy.moveaxis(array, -1, 0)'],
    [[500, 700, 3], 'numpy.moveaxis(array, -1, 0)'],
    [[2, 3, 5, 7], 'neither height and width nor classes'],
    [[], 'not height and width'],
    [[0, 7], 'not height and width'],
  ])('%j is refused: %s', (shape, reason) => {
    expect(() => part(...shape)).toThrow(reason);
    expect(() => part(...shape)).toThrow(UNREADABLE);
  });
});
