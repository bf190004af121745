import { AnomalensError } from '#src/core/errors';
import { fastExp, NEGLIGIBLE } from '#src/core/fast-exp';
import type { NetworkGrid, ScoreKind, Size } from '#src/core/types';
import { type DistanceMix, distanceScore, mixedScore } from './distance';
import { logitTaps } from './sampling';

export interface LogitsData extends Size {
  /** `[classes, height, width]` of the padded input. */
  data: Float32Array;
  classes: number;
  stride: number;
  grid: NetworkGrid;
}

export interface ScoreRequest {
  kind: ScoreKind;
  /** Divides the logits before a softmax. */
  temperature: number;
  /** Of `eds-mix` only, which needs it. */
  mix?: DistanceMix;
}

/** The weight of EDS in a mix. @throws AnomalensError `internal` when the request has none. */
export function mixOf({ mix }: ScoreRequest): DistanceMix {
  if (!mix) throw new AnomalensError('internal', 'A mixed score needs beta and gamma.');
  return mix;
}

/** The maps that one temperature fills; null where a score was not asked for. */
interface TemperatureGroup {
  temperature: number;
  msp: Float32Array | null;
  entropy: Float32Array | null;
  energy: Float32Array | null;
  margin: Float32Array | null;
  mixes: { out: Float32Array; mix: DistanceMix }[];
}

function groupByTemperature(
  requests: readonly ScoreRequest[],
  scores: readonly Float32Array[],
): TemperatureGroup[] {
  const groups = new Map<number, TemperatureGroup>();
  for (const [i, request] of requests.entries()) {
    const { kind, temperature } = request;
    if (kind === 'max-logit' || kind === 'eds') continue;
    const group = groups.get(temperature) ?? {
      temperature,
      msp: null,
      entropy: null,
      energy: null,
      margin: null,
      mixes: [],
    };
    if (kind === 'eds-mix')
      group.mixes.push({ out: scores[i] as Float32Array<ArrayBufferLike>, mix: mixOf(request) });
    else group[kind] ??= scores[i] as Float32Array<ArrayBufferLike>;
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
 * The scores `[H, W]` and the predicted class `[H, W]` (lowest index wins ties) on the picture
 * grid, from bilinearly sampled logits, by the formulas of the method files (`src/methods`).
 * `temperature` divides the logits of every score but `max-logit` and `eds`; the energy carries the
 * factor T outside. Scores of logits that are not finite are not finite.
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
  const groups = groupByTemperature(requests, scores);
  const strongest = scores.filter((_, i) => (requests[i] as ScoreRequest).kind === 'max-logit');
  const distances = scores.filter((_, i) => (requests[i] as ScoreRequest).kind === 'eds');
  const needsDistance = requests.some(({ kind }) => kind === 'eds' || kind === 'eds-mix');
  const logQ = Math.log(q);
  const row = new Float32Array(width * q);
  const z = new Float32Array(q);
  for (let y = 0, pixel = 0; y < target.height; y++) {
    const above = (rows.lower[y] as number) * width * q;
    const below = (rows.upper[y] as number) * width * q;
    const down = rows.fraction[y] as number;
    for (let i = 0; i < row.length; i++)
      row[i] =
        (innermost[above + i] as number) +
        ((innermost[below + i] as number) - (innermost[above + i] as number)) * down;
    for (let x = 0; x < target.width; x++, pixel++) {
      const left = (columns.lower[x] as number) * q;
      const right = (columns.upper[x] as number) * q;
      const along = columns.fraction[x] as number;
      let first = Number.NEGATIVE_INFINITY;
      let second = Number.NEGATIVE_INFINITY;
      let winner = 0;
      for (let c = 0; c < q; c++) {
        const value =
          (row[left + c] as number) +
          ((row[right + c] as number) - (row[left + c] as number)) * along;
        z[c] = value;
        if (value > first) {
          second = first;
          first = value;
          winner = c;
        } else if (value > second) second = value;
      }
      predicted[pixel] = winner;
      for (const out of strongest) out[pixel] = -first;
      const eds = needsDistance ? distanceScore(z) : 0;
      for (const out of distances) out[pixel] = eds;
      for (let g = 0; g < groups.length; g++) {
        const { temperature, msp, entropy, energy, margin, mixes } = groups[g] as TemperatureGroup;
        let sum = 0;
        let weighted = 0;
        for (let c = 0; c < q; c++) {
          const difference = ((z[c] as number) - first) / temperature;
          if (difference < NEGLIGIBLE) continue;
          const e = fastExp(difference);
          sum += e;
          weighted += e * difference;
        }
        if (msp !== null) msp[pixel] = 1 - 1 / sum;
        if (entropy !== null)
          entropy[pixel] = q > 1 ? Math.max(0, Math.log(sum) - weighted / sum) / logQ : 0;
        if (energy !== null) energy[pixel] = -(first + temperature * Math.log(sum));
        if (margin !== null)
          margin[pixel] = 1 - (1 - Math.exp((second - first) / temperature)) / sum;
        for (const { out, mix } of mixes) out[pixel] = mixedScore(eds, 1 - 1 / sum, mix);
      }
    }
  }
  for (const [i, { kind, temperature }] of requests.entries()) {
    if (kind === 'eds-mix') continue; // each filled on its own
    const first = requests.findIndex((r) => r.kind === kind && r.temperature === temperature);
    if (first < i)
      (scores[i] as Float32Array<ArrayBuffer>).set(scores[first] as Float32Array<ArrayBuffer>); // asked for twice, filled once
  }
  return { scores, classes: predicted };
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
