/** What a region looks like to words: the mean of the embedding over its pixels. */
import type { Size } from '#src/core/types';
import type { Embedding } from '#src/workers/state/word-cache';

/**
 * The mean embedding `[channels]` of each region, each pixel of the picture counting for the cell that
 * it lies in, by id; regions without a pixel are left out.
 * @param ids `[height, width]` on a grid of the picture; 0 is no region.
 */
export function pooledRegions(
  ids: ArrayLike<number>,
  { width, height }: Size,
  embedding: Embedding,
): Map<number, Float32Array> {
  const { stride, grid, channels, data } = embedding;
  const cells = embedding.width * embedding.height;
  const cellOf = (place: number, of: number, seen: number) =>
    Math.floor(((place + 0.5) * seen) / (of * stride));
  const columns = Int32Array.from({ length: width }, (_, x) => cellOf(x, width, grid.width));
  const counts = new Map<number, Map<number, number>>();
  for (let y = 0, i = 0; y < height; y++) {
    const row = cellOf(y, height, grid.height) * embedding.width;
    for (let x = 0; x < width; x++, i++) {
      const id = ids[i] as number;
      if (id === 0) continue;
      const cell = row + (columns[x] as number);
      const counted = counts.get(id) ?? new Map<number, number>();
      if (counted.size === 0) counts.set(id, counted);
      counted.set(cell, (counted.get(cell) ?? 0) + 1);
    }
  }
  const pooled = new Map<number, Float32Array>();
  for (const [id, counted] of counts) {
    const sum = new Float32Array(channels);
    let pixels = 0;
    for (const [cell, count] of counted) {
      pixels += count;
      for (let c = 0; c < channels; c++)
        (sum[c] as number) += count * (data[c * cells + cell] as number);
    }
    pooled.set(
      id,
      sum.map((value) => value / pixels),
    );
  }
  return pooled;
}
