import type { Size } from '#src/core/types';
import { classesInnermost, type LogitsData } from './cpu';
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
      const above = rows.lower[y] * row.length;
      const below = rows.upper[y] * row.length;
      const down = rows.fraction[y];
      for (let i = 0; i < row.length; i++)
        row[i] = innermost[above + i] + (innermost[below + i] - innermost[above + i]) * down;
    }
    const left = columns.lower[x] * classes;
    const right = columns.upper[x] * classes;
    const along = columns.fraction[x];
    for (let c = 0; c < classes; c++)
      out[c] = row[left + c] + (row[right + c] - row[left + c]) * along;
  };
}
