/**
 * Which cells of the network's grid a head is trained on, and how much each counts (methods.md
 * 4.10).
 */
import { random } from '#src/core/random';

const MOST_CELLS = 8192;
const SEED = 1;

export interface TrainingCells {
  /** Positions in the list of all cells, the annotated ones first. */
  cells: number[];
  /**
   * `[cells]`; they sum to 1. A weighted sum stands for the plain mean over all cells: the new
   * class gets no extra weight.
   */
  weights: Float64Array<ArrayBuffer>;
}

/**
 * A deterministic sample, at most half of it annotated. @param isAnnotated of all cells `[n]`, at
 * least one of them 1.
 */
export function trainingCells(isAnnotated: Uint8Array, most = MOST_CELLS): TrainingCells {
  const annotated: number[] = [];
  const others: number[] = [];
  for (const [cell, value] of isAnnotated.entries()) (value ? annotated : others).push(cell);
  const next = random(SEED);
  const own = pick(annotated, most / 2, next);
  const rest = pick(others, most - own.length, next);
  const weights = new Float64Array(own.length + rest.length);
  weights.fill(annotated.length / (own.length * isAnnotated.length), 0, own.length);
  weights.fill(others.length / (rest.length * isAnnotated.length), own.length);
  return { cells: [...own, ...rest], weights };
}

/** The list itself, or the first `count` places of a shuffle (Fisher and Yates). */
function pick(list: readonly number[], count: number, next: () => number): number[] {
  if (list.length <= count) return [...list];
  const shuffled = [...list];
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(next() * (list.length - i));
    const moved = shuffled[i] as number;
    shuffled[i] = shuffled[other] as number;
    shuffled[other] = moved;
  }
  return shuffled.slice(0, count);
}
