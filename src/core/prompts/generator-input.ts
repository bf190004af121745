/** From a map on the picture grid to the input of the prompt generator. */
import { networkGrid } from '#src/core/geometry';
import { triangleAxis } from '#src/core/resample';
import type { NetworkGrid, Size } from '#src/core/types';

/**
 * The grid of the generator's input: the picture's own when its long side is below `longSide`, so
 * that nothing is enlarged.
 */
export function generatorGrid(
  picture: Size,
  { longSide, multipleOf }: { longSide: number; multipleOf: number },
): NetworkGrid {
  return networkGrid(
    picture,
    Math.min(longSide, Math.max(picture.width, picture.height)),
    multipleOf,
  );
}

/**
 * `map [from.height, from.width]` as `[grid.paddedHeight, grid.paddedWidth]`: antialiased triangle
 * filter, zeros in the padding.
 */
export function reduceMap(
  map: Float32Array,
  from: Size,
  grid: NetworkGrid,
): Float32Array<ArrayBuffer> {
  const columns = triangleAxis(from.width, grid.width);
  const rows = new Float32Array(from.height * grid.width);
  for (let y = 0, target = 0; y < from.height; y++) {
    for (let x = 0; x < grid.width; x++, target++) {
      const source = y * from.width + (columns.first[x] as number);
      const taps = columns.count[x] as number;
      let sum = 0;
      for (let tap = 0; tap < taps; tap++)
        sum += (map[source + tap] as number) * (columns.weights[x * columns.taps + tap] as number);
      rows[target] = sum;
    }
  }
  const { first, count, weights, taps } = triangleAxis(from.height, grid.height);
  const result = new Float32Array(grid.paddedWidth * grid.paddedHeight);
  const sums = new Float64Array(grid.width);
  for (let y = 0; y < grid.height; y++) {
    sums.fill(0);
    const tapsOfRow = count[y] as number;
    for (let tap = 0; tap < tapsOfRow; tap++) {
      const source = ((first[y] as number) + tap) * grid.width;
      const weight = weights[y * taps + tap] as number;
      for (let x = 0; x < grid.width; x++)
        (sums[x] as number) += (rows[source + x] as number) * weight;
    }
    result.set(sums, y * grid.paddedWidth);
  }
  return result;
}
