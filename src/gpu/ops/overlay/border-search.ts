import type { Size, ViewTransform } from '#src/core/types';
import { nearestIndices } from './picture-cpu';

/**
 * Whether a border passes near a canvas pixel; `only` restricts it to one region, 0 takes any
 * region.
 */
export type BorderSearch = (cx: number, cy: number, only: number) => boolean;

/**
 * Picture indices of one axis for canvas positions moved by `-radius`, `-radius/√2`, 0, `radius/√2`
 * and `radius`.
 */
function shiftedIndices(
  length: number,
  size: number,
  offset: number,
  scale: number,
  radius: number,
): [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array] {
  const diagonal = radius * Math.SQRT1_2;
  const shifted = (shift: number) => nearestIndices(length, size, offset - shift, scale);
  return [shifted(-radius), shifted(-diagonal), shifted(0), shifted(diagonal), shifted(radius)];
}

/**
 * Looks in eight directions, `radius` canvas pixels away, for ids that differ from the centre's in
 * being a region. The search runs for a large part of a canvas at every step of the slider: the
 * positions of each axis are tabled once.
 */
export function borderSearch(
  ids: Uint32Array,
  size: Size,
  canvas: Size,
  transform: ViewTransform,
  radius: number,
): BorderSearch {
  const { scale, offsetX, offsetY } = transform;
  const [left, leftish, column, rightish, right] = shiftedIndices(
    canvas.width,
    size.width,
    offsetX,
    scale,
    radius,
  );
  const [above, aboveish, row, belowish, below] = shiftedIndices(
    canvas.height,
    size.height,
    offsetY,
    scale,
    radius,
  );
  const { width } = size;
  const inside = (x: number, y: number, only: number): boolean => {
    if (x < 0 || y < 0) return false;
    const id = ids[y * width + x];
    return only === 0 ? id !== 0 : id === only;
  };
  return (cx, cy, only) => {
    const x = column[cx] as number;
    const y = row[cy] as number;
    const centre = inside(x, y, only);
    return (
      inside(right[cx] as number, y, only) !== centre ||
      inside(left[cx] as number, y, only) !== centre ||
      inside(x, below[cy] as number, only) !== centre ||
      inside(x, above[cy] as number, only) !== centre ||
      inside(rightish[cx] as number, belowish[cy] as number, only) !== centre ||
      inside(leftish[cx] as number, belowish[cy] as number, only) !== centre ||
      inside(rightish[cx] as number, aboveish[cy] as number, only) !== centre ||
      inside(leftish[cx] as number, aboveish[cy] as number, only) !== centre
    );
  };
}
