/** Values of a score that are no finite numbers: how many, where, and what becomes of them. */
import { unreadableScore } from '#src/core/score-files/unreadable';
import type { Range, Size } from '#src/core/types';

type Test = (value: number) => boolean;

export interface Bounded {
  /** As given, with the infinities replaced; NaN stays. */
  data: Float32Array;
  /** A sentence for each kind of value that is no finite number. */
  notes: string[];
}

/**
 * Infinities become the nearest finite value of `data [n, height, width]`; what is NaN stays, and
 * is void.
 * @throws AnomalensError `score-unreadable` when no value is a finite number.
 */
export function boundInfinities(data: Float32Array, size: Size): Bounded {
  if (data.every(Number.isFinite)) return { data, notes: [] };
  const { min, max } = finiteRange(data);
  const kinds: [string, Test, string][] = [
    ['NaN', Number.isNaN, 'void'],
    ['+Inf', (value) => value === Infinity, `the highest number, ${inDigits(max)}`],
    ['-Inf', (value) => value === -Infinity, `the lowest number, ${inDigits(min)}`],
  ];
  const notes = kinds.flatMap(([name, test, becomes]) => {
    const { count, words } = placesOf(data, size, test);
    if (count === 0) return [];
    const [are, countAs] = count > 1 ? ['values are', 'they count'] : ['value is', 'it counts'];
    return `${count} ${are} ${name}, in ${words}: ${countAs} as ${becomes}.`;
  });
  const bounded = data.map((value) => Math.min(max, Math.max(min, value)));
  return { data: bounded, notes };
}

/** A float32 as a person writes it. */
function inDigits(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** Where there is no number, the lowest one, which is never above a threshold by itself. */
export function withoutHoles(data: Float32Array): Float32Array {
  if (!data.some(Number.isNaN)) return data;
  const { min } = finiteRange(data);
  return data.map((value) => (Number.isNaN(value) ? min : value));
}

function finiteRange(data: Float32Array): Range {
  let min = Infinity;
  let max = -Infinity;
  for (const value of data) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) throw unreadableScore('none of its values is a finite number');
  return { min, max };
}

/** Number of such values, and the rows and columns from the first to the last of them, from 0. */
function placesOf(
  data: Float32Array,
  { width, height }: Size,
  test: Test,
): { count: number; words: string } {
  let count = 0;
  const rows: Range = { min: Infinity, max: -1 };
  const columns: Range = { min: Infinity, max: -1 };
  for (let i = 0; i < data.length; i++) {
    if (!test(data[i] as number)) continue;
    count += 1;
    widen(rows, Math.floor(i / width) % height);
    widen(columns, i % width);
  }
  return { count, words: `${spanOf('row', rows)}, ${spanOf('column', columns)}` };
}

function widen(range: Range, value: number): void {
  range.min = Math.min(range.min, value);
  range.max = Math.max(range.max, value);
}

function spanOf(name: string, { min, max }: Range): string {
  return min === max ? `${name} ${min}` : `${name}s ${min} to ${max}`;
}
