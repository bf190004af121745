/** From the outputs of the prompt generator to boxes on the picture. */
import type { ScoredBox } from '#src/core/prompts/boxes';
import type { NetworkGrid, Size } from '#src/core/types';

/** What the anchor-free generator gives, on cells of `stride` input pixels. */
export interface GeneratorOutput extends Size {
  /** How sure it is that an object's centre lies in the cell, 0..1, `[height, width]`. */
  heat: Float32Array;
  /**
   * Distances left, top, right, bottom from the cell's centre to the edges in input pixels, `[4,
   * height, width]`.
   */
  box: Float32Array;
  stride: number;
  grid: NetworkGrid;
}
/** The planes of `box`. */
const [LEFT, TOP, RIGHT, BOTTOM] = [0, 1, 2, 3] as const;

/**
 * A box per cell that no neighbour of its 3 x 3 exceeds and that has at least `leastScore`, clipped
 * to the picture and in its pixels, in raster order. Cells and boxes beyond the picture's edge are
 * those of the padding and are left out.
 */
export function decodeBoxes(
  { heat, box, stride, grid, width, height }: GeneratorOutput,
  picture: Size,
  leastScore: number,
): ScoredBox[] {
  const scale = { x: picture.width / grid.width, y: picture.height / grid.height };
  const boxes: ScoredBox[] = [];
  for (let row = 0, cell = 0; row < height; row++) {
    for (let column = 0; column < width; column++, cell++) {
      const score = heat[cell] as number;
      if (!(score >= leastScore) || !isPeak(heat, { width, height }, column, row)) continue;
      const distanceTo = (side: number) => box[side * width * height + cell] as number;
      const [x, y] = [(column + 0.5) * stride, (row + 0.5) * stride];
      const horizontal = clip(x - distanceTo(LEFT), x + distanceTo(RIGHT), grid.width);
      const vertical = clip(y - distanceTo(TOP), y + distanceTo(BOTTOM), grid.height);
      if (!horizontal || !vertical) continue;
      boxes.push({
        box: {
          x: horizontal.from * scale.x,
          y: vertical.from * scale.y,
          width: horizontal.length * scale.x,
          height: vertical.length * scale.y,
        },
        score,
      });
    }
  }
  return boxes;
}

function isPeak(heat: Float32Array, { width, height }: Size, column: number, row: number): boolean {
  const value = heat[row * width + column] as number;
  for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++)
    for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++)
      if ((heat[y * width + x] as number) > value) return false;
  return true;
}

/** The part of `from..to` within `0..size`, or null without any. */
function clip(from: number, to: number, size: number): { from: number; length: number } | null {
  const begin = Math.max(0, from);
  const length = Math.min(size, to) - begin;
  return length > 0 ? { from: begin, length } : null;
}
