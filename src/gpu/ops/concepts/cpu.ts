import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { type ConceptColumn, checkColumns } from './columns';

/**
 * Similarities `[concepts, h, w]` to logits `[columns, h, w]`: `(max_j cos_j - offset) / temperature` over the
 * concepts j of a column (methods.md 6.2). The first concept that is not a number makes its column none; of
 * later ones it is passed over.
 * @throws AnomalensError `internal` for columns that `checkColumns` refuses.
 */
export function conceptsCpu(
  similarities: LogitsData,
  columns: readonly ConceptColumn[],
  temperature: number,
): LogitsData {
  const { data, classes, width, height } = similarities;
  checkColumns(classes, columns, temperature);
  const plane = width * height;
  const logits = new Float32Array(columns.length * plane);
  for (const [c, { concepts, offset }] of columns.entries()) {
    const out = logits.subarray(c * plane, (c + 1) * plane);
    for (const [j, concept] of concepts.entries()) {
      const source = data.subarray(concept * plane, (concept + 1) * plane);
      if (j === 0) out.set(source);
      else
        for (let i = 0; i < plane; i++)
          if ((source[i] as number) > (out[i] as number)) out[i] = source[i] as number;
    }
    for (let i = 0; i < plane; i++) out[i] = ((out[i] as number) - offset) / temperature;
  }
  return { ...similarities, data: logits, classes: columns.length };
}
