import { fastExp, NEGLIGIBLE } from '#src/core/fast-exp';
import type { NetworkGrid, Size } from '#src/core/types';
import { distanceScore } from './distance';
import {
  formulaOf,
  knownNumbers,
  needsEds,
  needsRest,
  needsSoftmax,
  needsTanhs,
  type PixelRow,
  type ScoreRequest,
} from './formulas';
import { logitTaps } from './sampling';

export interface LogitsData extends Size {
  /** `[classes, height, width]` of the padded input. */
  data: Float32Array;
  classes: number;
  stride: number;
  grid: NetworkGrid;
}

/** What the rows of all temperatures have in common. */
type SharedRow = Pick<PixelRow, 'first' | 'second' | 'eds' | 'tanhs' | 'logClasses' | 'known'>;

/** The scores that share a temperature, and with it the softmax of a pixel. */
interface TemperatureGroup {
  row: PixelRow;
  needsSoftmax: boolean;
  needsRest: boolean;
  scores: { out: Float32Array; request: ScoreRequest; formula: ReturnType<typeof formulaOf> }[];
}

function sharedRow(width: number, classes: number, numbers: readonly number[]): SharedRow {
  const ofRow = () => new Float64Array(width);
  return {
    first: ofRow(),
    second: ofRow(),
    eds: ofRow(),
    tanhs: ofRow(),
    logClasses: Math.log(classes),
    known: new Map(numbers.map((count) => [count, ofRow()])),
  };
}

function groupByTemperature(
  requests: readonly ScoreRequest[],
  maps: readonly Float32Array[],
  shared: SharedRow,
): TemperatureGroup[] {
  const groups = new Map<number, TemperatureGroup>();
  const ofRow = () => new Float64Array(shared.first.length);
  for (const [i, request] of requests.entries()) {
    const { kind, temperature } = request;
    const group = groups.get(temperature) ?? {
      row: { ...shared, temperature, sum: ofRow(), weighted: ofRow(), rest: ofRow() },
      needsSoftmax: false,
      needsRest: false,
      scores: [],
    };
    group.needsSoftmax ||= needsSoftmax(request);
    group.needsRest ||= needsRest(request);
    group.scores.push({ out: maps[i] as Float32Array, request, formula: formulaOf(kind) });
    groups.set(temperature, group);
  }
  return [...groups.values()];
}

/** `[classes, h, w]` to `[h, w, classes]`, so that one pixel's logits lie side by side. */
export function classesInnermost({ data, classes, width, height }: LogitsData): Float32Array {
  const plane = width * height;
  const result = new Float32Array(data.length);
  for (let c = 0; c < classes; c++) {
    for (let i = 0, target = c; i < plane; i++, target += classes)
      result[target] = data[c * plane + i] as number;
  }
  return result;
}

/**
 * What lies between two float32 logits, rounded after every step as the kernel and SIMD do: so they name
 * the same class where two are nearly equal.
 */
export function blend(from: number, to: number, share: number): number {
  return Math.fround(from + Math.fround(Math.fround(to - from) * share));
}

/**
 * The scores `[H, W]` and the predicted class `[H, W]` (lowest index wins ties) on the picture
 * grid, from bilinearly sampled logits. Scores of logits that are not finite are not finite, and
 * those of a kind without a formula are NaN.
 * @throws AnomalensError `internal` for a request without what its kind needs.
 */
export function scoresCpu(
  logits: LogitsData,
  target: Size,
  requests: readonly ScoreRequest[],
): { scores: Float32Array[]; classes: Uint8Array } {
  const { classes: q, width } = logits;
  const { columns, rows } = logitTaps(target, logits.grid, logits.stride);
  const innermost = classesInnermost(logits);
  const scores = requests.map(() => new Float32Array(target.width * target.height));
  const predicted = new Uint8Array(target.width * target.height);
  const shared = sharedRow(target.width, q, knownNumbers(requests, q));
  const { first: firsts, second: seconds, eds, tanhs } = shared;
  const groups = groupByTemperature(requests, scores, shared);
  const softmaxes = groups.filter((group) => group.needsSoftmax).map((group) => group.row);
  const rests = groups.filter((group) => group.needsRest).map((group) => group.row);
  const hasEds = requests.some(needsEds);
  const hasTanhs = requests.some(needsTanhs);
  const row = new Float32Array(width * q);
  const z = new Float32Array(q);
  for (let y = 0; y < target.height; y++) {
    const start = y * target.width;
    const above = (rows.lower[y] as number) * width * q;
    const below = (rows.upper[y] as number) * width * q;
    const down = rows.fraction[y] as number;
    for (let i = 0; i < row.length; i++) {
      const upper = innermost[above + i] as number;
      row[i] = blend(upper, innermost[below + i] as number, down);
    }
    for (let x = 0; x < target.width; x++) {
      const left = (columns.lower[x] as number) * q;
      const right = (columns.upper[x] as number) * q;
      const along = columns.fraction[x] as number;
      let first = Number.NEGATIVE_INFINITY;
      let second = Number.NEGATIVE_INFINITY;
      let winner = 0;
      for (let c = 0; c < q; c++) {
        const leftmost = row[left + c] as number;
        const value = blend(leftmost, row[right + c] as number, along);
        z[c] = value;
        if (value > first) {
          second = first;
          first = value;
          winner = c;
        } else if (value > second) second = value;
      }
      predicted[start + x] = winner;
      firsts[x] = first;
      seconds[x] = second;
      if (hasEds) eds[x] = distanceScore(z);
      if (hasTanhs) tanhs[x] = sumOfTanh(z);
      for (const [count, known] of shared.known) known[x] = largestOf(z, count);
      for (let s = 0; s < softmaxes.length; s++) setSoftmax(softmaxes[s] as PixelRow, x, z, first);
      for (let s = 0; s < rests.length; s++) setRest(rests[s] as PixelRow, x, z, winner);
    }
    for (const group of groups)
      for (const { out, request, formula } of group.scores)
        formula(group.row, out.subarray(start, start + target.width), request);
  }
  return { scores, classes: predicted };
}

/** Sets what the softmax of a pixel's logits `[classes]` is made of. */
function setSoftmax(row: PixelRow, x: number, logits: Float32Array, first: number): void {
  const { temperature } = row;
  const divides = temperature !== 1; // a division per class would be a tenth of the whole pass
  let sum = 0;
  let weighted = 0;
  for (let c = 0; c < logits.length; c++) {
    let difference = (logits[c] as number) - first;
    if (divides) difference /= temperature;
    if (difference < NEGLIGIBLE) continue;
    const e = fastExp(difference);
    sum += e;
    weighted += e * difference;
  }
  row.sum[x] = sum;
  row.weighted[x] = weighted;
}

function sumOfTanh(logits: Float32Array): number {
  let sum = 0;
  for (let c = 0; c < logits.length; c++) sum += Math.tanh(logits[c] as number);
  return sum;
}

/** The largest of the first `count` logits. */
function largestOf(logits: Float32Array, count: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < count; c++)
    if ((logits[c] as number) > largest) largest = logits[c] as number;
  return largest;
}

/** Sums the softmax of a pixel's logits `[classes]` without the 1 of the predicted class. */
function setRest(row: PixelRow, x: number, logits: Float32Array, winner: number): void {
  const first = row.first[x] as number;
  let rest = first - first; // not a number where the largest logit is infinite
  for (let c = 0; c < logits.length; c++)
    if (c !== winner) rest += Math.exp(((logits[c] as number) - first) / row.temperature);
  row.rest[x] = rest;
}

/** One logit vector `[classes]` at the centre of a picture pixel. */
export function sampleLogitsCpu(
  logits: LogitsData,
  target: Size,
  x: number,
  y: number,
): Float32Array {
  const { columns, rows } = logitTaps(target, logits.grid, logits.stride);
  const along = columns.fraction[x] as number;
  const left = columns.lower[x] as number;
  const right = columns.upper[x] as number;
  const logitAt = (c: number, row: number, column: number) =>
    logits.data[(c * logits.height + row) * logits.width + column] as number;
  const down = rows.fraction[y] as number;
  const above = rows.lower[y] as number;
  const below = rows.upper[y] as number;
  return Float32Array.from({ length: logits.classes }, (_, c) => {
    const across = (row: number) =>
      logitAt(c, row, left) * (1 - along) + logitAt(c, row, right) * along;
    return across(above) * (1 - down) + across(below) * down;
  });
}
