import { describe, expect, it } from 'vitest';
import { decodeBoxes, type GeneratorOutput } from './decode-boxes';

const CELLS = { width: 16, height: 8 };
/** 60 x 30 of 64 x 32 input pixels at stride 4; the picture is twice as large. */
const GRID = { width: 60, height: 30, paddedWidth: 64, paddedHeight: 32 };
const PICTURE = { width: 120, height: 60 };

/** Heat of some cells, `[column, row, heat]`, and one set of sides everywhere. */
function output(
  heat: readonly (readonly [number, number, number])[],
  sides: readonly number[],
): GeneratorOutput {
  const cells = CELLS.width * CELLS.height;
  const values = new Float32Array(cells);
  for (const [column, row, value] of heat) values[row * CELLS.width + column] = value;
  return {
    ...CELLS,
    heat: values,
    box: Float32Array.from(sides.flatMap((side) => Array<number>(cells).fill(side))),
    stride: 4,
    grid: GRID,
  };
}

describe('boxes of the prompt generator', () => {
  it('lie around the centre of their cell, in picture pixels: a tall object stays tall', () => {
    // The centre of cell (5, 4) is (22, 18) of the input.
    expect(decodeBoxes(output([[5, 4, 0.75]], [1, 13, 3, 9]), PICTURE, 0.05)).toEqual([
      { box: { x: 2 * 21, y: 2 * 5, width: 2 * 4, height: 2 * 22 }, score: 0.75 },
    ]);
  });

  it('end at the picture, not at the padding', () => {
    expect(decodeBoxes(output([[14, 7, 0.5]], [4, 4, 40, 40]), PICTURE, 0.05)).toEqual([
      { box: { x: 2 * 54, y: 2 * 26, width: 2 * 6, height: 2 * 4 }, score: 0.5 },
    ]);
    expect(decodeBoxes(output([[15, 2, 0.5]], [1, 1, 1, 1]), PICTURE, 0.05)).toEqual([]);
  });

  it('come from cells that no neighbour exceeds and that are sure enough', () => {
    const heat = [
      [2, 2, 0.6],
      [3, 3, 0.7],
      [4, 3, 0.7],
      [9, 5, 0.04],
      [12, 1, 0.05],
    ] as const;
    const scores = decodeBoxes(output(heat, [1, 1, 1, 1]), PICTURE, 0.05).map(({ score }) => score);
    expect(scores).toEqual([0.05, 0.7, 0.7].map(Math.fround));
  });

  it('keep the scale of each axis', () => {
    const tall = { width: 60, height: 90 };
    expect(decodeBoxes(output([[5, 4, 1]], [2, 2, 2, 2]), tall, 0.05)).toEqual([
      { box: { x: 20, y: 48, width: 4, height: 12 }, score: 1 },
    ]);
  });
});
