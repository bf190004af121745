/**
 * Shapes as the rows that they cover in each column, which is the order of COCO's run-length code.
 */
import { type CocoRle, compressRuns, decompressRuns } from '#src/core/rle/coco-rle';
import type { Size } from '#src/core/types';

/** Rows `from .. to-1`. */
export interface Span {
  from: number;
  to: number;
}

/**
 * The mask of what `spansOf` covers in each column: in any order, overlapping, also beyond the
 * picture.
 */
export function maskOfColumns({ width, height }: Size, spansOf: (x: number) => Span[]): CocoRle {
  const runs: number[] = [];
  /** End of the last object run, and of the last run of all, counted down the columns. */
  let end = 0;
  for (let x = 0; x < width; x++) {
    const spans = spansOf(x).sort((a, b) => a.from - b.from);
    for (const span of spans) {
      const from = Math.max(x * height + Math.max(span.from, 0), end);
      const to = x * height + Math.min(span.to, height);
      if (to <= from) continue;
      if (from === end && runs.length > 0) (runs[runs.length - 1] as number) += to - from;
      else runs.push(from - end, to - from);
      end = to;
    }
  }
  if (end < width * height || runs.length === 0) runs.push(width * height - end);
  return { size: [height, width], counts: compressRuns(runs) };
}

/** The object of a mask as vertical lines of pixels, each within one column. */
export function* verticalLines({
  size: [height],
  counts,
}: CocoRle): Generator<{ x: number; y: number; length: number }> {
  let position = 0;
  for (const [index, run] of decompressRuns(counts).entries()) {
    const end = position + run;
    while (index % 2 === 1 && position < end) {
      const y = position % height;
      const length = Math.min(height - y, end - position);
      yield { x: (position - y) / height, y, length };
      position += length;
    }
    position = end;
  }
}
