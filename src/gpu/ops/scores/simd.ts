import { AnomalensError } from '#src/core/errors';
import { LOGITS_PER_EMBEDDING, PROTOTYPE_LENGTH } from '#src/core/open-world/embedding';
import type { Size } from '#src/core/types';
import type { SimdModule } from '#src/gpu/simd/module';
import type { LogitsData } from './cpu';
import {
  knownNumbers,
  knownOf,
  mixOf,
  needsEds,
  needsSoftmax,
  type ScoreKind,
  type ScoreRequest,
} from './formulas';
import { type AxisTaps, logitTaps } from './sampling';

/** A class of a pixel is a byte. */
const MOST_CLASSES = 256;
const FLOAT = 4;

/** Where the arrays of a row lie, and how many pixels it has, rounded up to a multiple of four. */
type Row = ReturnType<typeof layRow>;

/** One row of a score, from the softmax of its temperature. */
type RowFormula = (simd: SimdModule, row: Row, request: ScoreRequest) => void;

const ROW_FORMULAS: Record<ScoreKind, RowFormula> = {
  msp: ({ kernels }, { rests, out, count }) => kernels.msp(rests, out, count),
  'max-logit': ({ kernels }, { firsts, out, count }) => kernels.maxLogit(firsts, out, count),
  entropy: (simd, { rests, weights, out, count, classes }) => {
    if (classes === 1) fill(simd, out, count, 0);
    else simd.kernels.entropy(rests, weights, 1 / Math.log(classes), out, count);
  },
  energy: ({ kernels }, { firsts, rests, out, count }, { temperature }) =>
    kernels.energy(firsts, rests, temperature, out, count),
  margin: ({ kernels }, { firsts, seconds, rests, out, count }, { temperature }) =>
    kernels.margin(firsts, seconds, rests, 1 / temperature, out, count),
  eds: ({ buffer }, { distances, out, count }) =>
    new Float32Array(buffer, out, count).set(new Float32Array(buffer, distances, count)),
  'eds-mix': ({ kernels }, { distances, rests, out, count }, request) => {
    const { beta, gamma } = mixOf(request);
    kernels.distanceMix(distances, rests, beta, gamma, out, count);
  },
  vl4ad: (simd, row, request) => {
    setKnown(simd, row, knownOf(request));
    const { firsts, knowns, rests, out, count } = row;
    simd.kernels.knownProbability(firsts, knowns, rests, 1 / request.temperature, out, count);
  },
  'vl4ad-log': (simd, row, request) => {
    setKnown(simd, row, knownOf(request));
    const { firsts, knowns, rests, out, count } = row;
    simd.kernels.knownLog(firsts, knowns, rests, 1 / request.temperature, out, count);
  },
  rba: ({ kernels }, { z, out, count, classes }) => kernels.rejectedRow(z, count, classes, out),
};

/** The largest of the first `known` logits of each pixel in a row. */
function setKnown({ kernels }: SimdModule, { z, count, classes, knowns }: Row, known: number) {
  kernels.largestRow(z, count, classes, known, knowns);
}

function fill({ buffer }: SimdModule, pointer: number, count: number, value: number): void {
  new Float32Array(buffer, pointer, count).fill(value);
}

/** NaN for a kind that has no formula, as in the twin. */
const rowFormulaOf = (kind: ScoreKind): RowFormula =>
  Object.hasOwn(ROW_FORMULAS, kind)
    ? ROW_FORMULAS[kind]
    : (simd, { out, count }) => fill(simd, out, count, Number.NaN);

function layRow(simd: SimdModule, { data, classes, width }: LogitsData, columns: AxisTaps) {
  const size = columns.lower.length;
  const count = Math.ceil(size / 4) * 4;
  const lanes = Math.ceil(classes / 4) * 4;
  const floats = count * FLOAT;
  const pointers = simd.lay({
    logits: data.byteLength,
    row: width * lanes * FLOAT,
    steps: width * lanes * FLOAT,
    offsets: floats,
    fractions: floats,
    z: lanes * floats,
    firsts: floats,
    seconds: floats,
    winners: count,
    rests: floats,
    weights: floats,
    distances: floats,
    knowns: floats,
    out: floats,
  });
  new Float32Array(simd.buffer, pointers.logits, data.length).set(data);
  const offsets = new Uint32Array(simd.buffer, pointers.offsets, count).fill(0, size);
  for (let x = 0; x < size; x++) offsets[x] = (columns.lower[x] as number) * lanes * FLOAT;
  new Float32Array(simd.buffer, pointers.fractions, count).fill(0, size).set(columns.fraction);
  return { ...pointers, count, classes };
}

/** The requests by temperature: they share a softmax. */
function groupsOf(requests: readonly ScoreRequest[], scores: readonly Float32Array[]) {
  const groups = new Map<
    number,
    {
      softmax: boolean;
      parts: { request: ScoreRequest; score: Float32Array; formula: RowFormula }[];
    }
  >();
  for (const [i, request] of requests.entries()) {
    const group = groups.get(request.temperature) ?? { softmax: false, parts: [] };
    group.softmax ||= needsSoftmax(request);
    const score = scores[i] as Float32Array;
    group.parts.push({ request, score, formula: rowFormulaOf(request.kind) });
    groups.set(request.temperature, group);
  }
  return [...groups];
}

/** As `distanceScore` of distance.ts, of each pixel in a row. */
function setDistances(simd: SimdModule, { z, count, classes, distances }: Row): void {
  if (classes < 2) {
    fill(simd, distances, count, 0);
    return;
  }
  const share = classes / ((classes - 1) * PROTOTYPE_LENGTH ** 2);
  const [scale, centre] = [1 / LOGITS_PER_EMBEDDING, PROTOTYPE_LENGTH / classes];
  simd.kernels.distanceRow(z, count, classes, scale, centre, share, distances);
}

/**
 * As `scoresCpu`: the same classes and largest logits, all other scores within 2e-6, relative where
 * they are above 1. A row is a call of its own, so that the browser exchanges what it compiled quickly
 * for what it compiled well within the first picture.
 * @throws AnomalensError `internal` for logits of another length than their size, more than 256
 * classes or a request without what its kind needs, `out-of-memory`.
 */
export function scoresSimd(
  simd: SimdModule,
  logits: LogitsData,
  target: Size,
  requests: readonly ScoreRequest[],
): { scores: Float32Array[]; classes: Uint8Array } {
  const { classes, width, height } = logits;
  if (classes > MOST_CLASSES || logits.data.length !== classes * width * height)
    throw new AnomalensError(
      'internal',
      `${logits.data.length} numbers are no logits of ${classes} classes, ${width} x ${height}.`,
    );
  knownNumbers(requests, classes);
  const { kernels } = simd;
  const { columns, rows } = logitTaps(target, logits.grid, logits.stride);
  const scores = requests.map(() => new Float32Array(target.width * target.height));
  const predicted = new Uint8Array(target.width * target.height);
  const groups = groupsOf(requests, scores);
  const hasEds = requests.some(needsEds);
  const row = layRow(simd, logits, columns);
  const { row: blended, steps, offsets, fractions, count, z } = row;
  const winners = new Uint8Array(simd.buffer, row.winners, target.width);
  const out = new Float32Array(simd.buffer, row.out, target.width);
  const pitch = width * FLOAT;
  const used = (columns.upper[target.width - 1] as number) + 1;
  for (let y = 0; y < target.height; y++) {
    const above = row.logits + (rows.lower[y] as number) * pitch;
    const below = row.logits + (rows.upper[y] as number) * pitch;
    const down = rows.fraction[y] as number;
    kernels.blendRows(above, below, height * pitch, used, classes, down, blended, steps);
    const { firsts, seconds } = row;
    kernels.sampleRow(
      blended,
      steps,
      offsets,
      fractions,
      count,
      classes,
      z,
      firsts,
      seconds,
      row.winners,
    );
    predicted.set(winners, y * target.width);
    if (hasEds) setDistances(simd, row);
    for (const [temperature, { softmax, parts }] of groups) {
      if (softmax)
        kernels.softmaxRow(
          z,
          firsts,
          row.winners,
          count,
          classes,
          1 / temperature,
          row.rests,
          row.weights,
        );
      for (const { request, score, formula } of parts) {
        formula(simd, row, request);
        score.set(out, y * target.width);
      }
    }
  }
  return { scores, classes: predicted };
}
