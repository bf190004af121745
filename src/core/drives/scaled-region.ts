/** Regions of the small grid on the pixels of a frame. */
import { type CocoRle, compressRuns } from '#src/core/rle/coco-rle';
import type { Box, Size } from '#src/core/types';

/** First pixel of a cell: pixels belong to the cell that their centre lies in. */
const edge = (cell: number, cells: number, pixels: number): number =>
  Math.max(0, Math.ceil((cell * pixels) / cells - 0.5));

/** The pixels of the cells of a box. */
export function scaledBox({ x, y, width, height }: Box, grid: Size, picture: Size): Box {
  const left = edge(x, grid.width, picture.width);
  const top = edge(y, grid.height, picture.height);
  return {
    x: left,
    y: top,
    width: edge(x + width, grid.width, picture.width) - left,
    height: edge(y + height, grid.height, picture.height) - top,
  };
}

/**
 * Cells as a COCO mask of the picture, without the mask of all its pixels: a drive has thousands.
 * @param cells ascending indexes of the grid.
 * @returns with the pixels that it covers.
 */
export function scaledRle(
  cells: Uint32Array,
  grid: Size,
  picture: Size,
): { rle: CocoRle; area: number } {
  const columns = new Map<number, { first: number; last: number }[]>();
  for (const cell of cells) {
    const x = cell % grid.width;
    const y = (cell - x) / grid.width;
    const spans = columns.get(x) ?? [];
    columns.set(x, spans);
    const open = spans.at(-1);
    if (open && open.last === y - 1) open.last = y;
    else spans.push({ first: y, last: y });
  }
  const runs: number[] = [];
  let end = 0;
  let area = 0;
  for (const x of [...columns.keys()].sort((a, b) => a - b))
    for (
      let column = edge(x, grid.width, picture.width);
      column < edge(x + 1, grid.width, picture.width);
      column++
    )
      for (const { first, last } of columns.get(x) ?? []) {
        const start = column * picture.height + edge(first, grid.height, picture.height);
        const length =
          edge(last + 1, grid.height, picture.height) - edge(first, grid.height, picture.height);
        if (length === 0) continue;
        // A span at the bottom goes on at the top of the next column.
        if (start === end && runs.length > 0) (runs[runs.length - 1] as number) += length;
        else runs.push(start - end, length);
        end = start + length;
        area += length;
      }
  const left = picture.width * picture.height - end;
  if (left > 0 || runs.length === 0) runs.push(left);
  return { rle: { size: [picture.height, picture.width], counts: compressRuns(runs) }, area };
}
