import { AnomalensError } from '#src/core/errors';

/** What one column of the softmax is made of: a class with its concepts, or a prompt. */
export interface ConceptColumn {
  /** Places in the list of concepts; at least one. */
  concepts: readonly number[];
  /** Taken off the largest similarity: what a calibrated prompt would steal of ordinary pixels; 0 for a class. */
  offset: number;
}

/**
 * @param concepts how many similarities there are.
 * @throws AnomalensError `internal` for no column, a column without concepts or with one that is not there, an
 * offset that is no number, and a temperature that is not above 0.
 */
export function checkColumns(
  concepts: number,
  columns: readonly ConceptColumn[],
  temperature: number,
): void {
  if (columns.length === 0) throw new AnomalensError('internal', 'No class has a concept.');
  if (!(temperature > 0 && temperature < Number.POSITIVE_INFINITY))
    throw new AnomalensError('internal', `${temperature} is no temperature.`);
  for (const column of columns) {
    if (column.concepts.length === 0 || !Number.isFinite(column.offset))
      throw new AnomalensError('internal', 'A column needs a concept and an offset.');
    for (const concept of column.concepts)
      if (!Number.isInteger(concept) || concept < 0 || concept >= concepts)
        throw new AnomalensError('internal', `There is no concept ${concept} among ${concepts}.`);
  }
}
