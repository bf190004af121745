import type { Size } from '#src/core/types';
import { blend, classesInnermost, type LogitsData } from './cpu';
import { logitTaps } from './sampling';

/**
 * Bilinear (half-pixel) logits `[classes]` at the centres of single picture pixels, float32 as
 * `scoresCpu` takes them. Quick when asked row by row: what a row shares is kept until another one
 * is asked for.
 */
export function logitSampler(
  logits: LogitsData,
  target: Size,
): (x: number, y: number, out: Float32Array) => void {
  const { classes, width } = logits;
  const { columns, rows } = logitTaps(target, logits.grid, logits.stride);
  const innermost = classesInnermost(logits);
  const row = new Float32Array(width * classes);
  let rowIsOf = -1;
  return (x, y, out) => {
    if (rowIsOf !== y) {
      rowIsOf = y;
      const above = (rows.lower[y] as number) * row.length;
      const below = (rows.upper[y] as number) * row.length;
      const down = rows.fraction[y] as number;
      for (let i = 0; i < row.length; i++) {
        const upper = innermost[above + i] as number;
        row[i] = blend(upper, innermost[below + i] as number, down);
      }
    }
    const left = (columns.lower[x] as number) * classes;
    const right = (columns.upper[x] as number) * classes;
    const along = columns.fraction[x] as number;
    for (let c = 0; c < classes; c++) {
      const leftmost = row[left + c] as number;
      out[c] = blend(leftmost, row[right + c] as number, along);
    }
  };
}
