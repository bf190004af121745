/**
 * The formulas of one pixel's logits, in the order in which the page lists them: raw units, higher
 * = more anomalous. The kernel has a case under each name in capitals (`max-logit`: `MAX_LOGIT`).
 */
import { AnomalensError } from '#src/core/errors';
import { type DistanceMix, mixedScore } from './distance';

/** A row of the picture; its arrays are `[width]`. */
export interface PixelRow {
  /** The largest logit of each pixel, and the next one: -Infinity for a single class. */
  first: Float64Array;
  second: Float64Array;
  /** ln of the number of classes. */
  logClasses: number;
  /** What a softmax divides the logits by. */
  temperature: number;
  /** `sum_k exp(d_k)` with `d_k = (logits_k - first) / temperature`. */
  sum: Float64Array;
  /** `sum_k d_k exp(d_k)`. */
  weighted: Float64Array;
  /** `sum` without the 1 of the predicted class, and without leaving out what is negligible in it. */
  rest: Float64Array;
  /** The `distanceScore` of the logits. */
  eds: Float64Array;
  /** `sum_k tanh(logits_k)`. */
  tanhs: Float64Array;
  /** The largest of the first n logits, by the n that are asked for. */
  known: ReadonlyMap<number, Float64Array>;
}

/**
 * Sets one score of a row, `[width]`. Each has a loop of its own, because a call per pixel costs more
 * than most of them compute.
 */
type Formula = (row: PixelRow, out: Float32Array, request: FormulaOptions) => void;

export const FORMULAS = {
  msp: ({ sum }, out) => {
    for (let i = 0; i < out.length; i++) out[i] = 1 - 1 / (sum[i] as number);
  },
  'max-logit': ({ first }, out) => {
    for (let i = 0; i < out.length; i++) out[i] = -(first[i] as number);
  },
  entropy: ({ sum, weighted, logClasses }, out) => {
    if (logClasses === 0) return void out.fill(0);
    for (let i = 0; i < out.length; i++) {
      const total = sum[i] as number;
      out[i] = Math.max(0, Math.log(total) - (weighted[i] as number) / total) / logClasses;
    }
  },
  energy: ({ first, sum, temperature }, out) => {
    for (let i = 0; i < out.length; i++)
      out[i] = -((first[i] as number) + temperature * Math.log(sum[i] as number));
  },
  margin: ({ first, second, sum, temperature }, out) => {
    for (let i = 0; i < out.length; i++) {
      const gap = (second[i] as number) - (first[i] as number);
      out[i] = 1 - (1 - Math.exp(gap / temperature)) / (sum[i] as number);
    }
  },
  eds: ({ eds }, out) => out.set(eds),
  'eds-mix': ({ eds, sum }, out, request) => {
    const mix = mixOf(request);
    for (let i = 0; i < out.length; i++)
      out[i] = mixedScore(eds[i] as number, 1 - 1 / (sum[i] as number), mix);
  },
  vl4ad: ({ first, known, sum, temperature }, out, request) => {
    const largest = known.get(knownOf(request)) as Float64Array;
    for (let i = 0; i < out.length; i++) {
      const gap = (largest[i] as number) - (first[i] as number);
      out[i] = -Math.exp(gap / temperature) / (sum[i] as number);
    }
  },
  'vl4ad-log': ({ first, known, rest, temperature }, out, request) => {
    const largest = known.get(knownOf(request)) as Float64Array;
    for (let i = 0; i < out.length; i++) {
      const gap = (first[i] as number) - (largest[i] as number);
      out[i] = gap / temperature + Math.log1p(rest[i] as number);
    }
  },
  rba: ({ tanhs }, out) => {
    for (let i = 0; i < out.length; i++) out[i] = -(tanhs[i] as number);
  },
} satisfies Record<string, Formula>;

export type ScoreKind = keyof typeof FORMULAS;
export const SCORE_KINDS = Object.keys(FORMULAS) as ScoreKind[];

/** Where these alone are asked for, no softmax is computed. */
const WITHOUT_SOFTMAX: readonly ScoreKind[] = ['max-logit', 'eds', 'rba'];
/** Where none of these is asked for, no EDS is computed. */
const WITH_EDS: readonly ScoreKind[] = ['eds', 'eds-mix'];
/** Where none of these is asked for, no hyperbolic tangent is computed. */
const WITH_TANHS: readonly ScoreKind[] = ['rba'];
/** Where none of these is asked for, no softmax is summed to its last digit. */
const WITH_REST: readonly ScoreKind[] = ['vl4ad-log'];
/** They compare the first classes, the known ones, with all. */
const WITH_KNOWN: readonly ScoreKind[] = ['vl4ad', 'vl4ad-log'];

/** What single kinds need beside the softmax. */
interface FormulaOptions {
  /** For `eds-mix` only, which needs it. */
  mix?: DistanceMix;
  /** For `vl4ad` and `vl4ad-log` only, which need it: how many classes, from the first on, are known ones. */
  known?: number;
}

export interface ScoreRequest extends FormulaOptions {
  kind: ScoreKind;
  /** Divides the logits before a softmax. */
  temperature: number;
}

/** NaN for a kind that has no formula, so that no other score takes its place. */
export function formulaOf(kind: ScoreKind): Formula {
  return Object.hasOwn(FORMULAS, kind) ? FORMULAS[kind] : (_, out) => void out.fill(Number.NaN);
}

export function needsSoftmax({ kind }: ScoreRequest): boolean {
  return !WITHOUT_SOFTMAX.includes(kind);
}

export function needsEds({ kind }: ScoreRequest): boolean {
  return WITH_EDS.includes(kind);
}

export function needsTanhs({ kind }: ScoreRequest): boolean {
  return WITH_TANHS.includes(kind);
}

export function needsRest({ kind }: ScoreRequest): boolean {
  return WITH_REST.includes(kind);
}

/**
 * The different numbers of known classes that are asked for.
 * @throws AnomalensError `internal` where a score of known classes is asked for without their number, or
 * with one that is no number of `classes`.
 */
export function knownNumbers(requests: readonly ScoreRequest[], classes: number): number[] {
  const numbers = requests.filter(({ kind }) => WITH_KNOWN.includes(kind)).map(knownOf);
  for (const known of numbers)
    if (!Number.isInteger(known) || known < 1 || known > classes)
      throw new AnomalensError('internal', `${known} of ${classes} classes cannot be known.`);
  return [...new Set(numbers)];
}

/** How many classes are known. @throws AnomalensError `internal` when the request does not say. */
export function knownOf({ known }: FormulaOptions): number {
  if (known === undefined)
    throw new AnomalensError('internal', 'This score needs the number of known classes.');
  return known;
}

/** The weight of EDS in a mix. @throws AnomalensError `internal` when the request has none. */
export function mixOf({ mix }: FormulaOptions): DistanceMix {
  if (!mix) throw new AnomalensError('internal', 'A mixed score needs beta and gamma.');
  return mix;
}

/** The kinds as constants for the kernel, which the requests name by their place in the list. */
export function kindConstants(): string {
  return SCORE_KINDS.map((kind, i) => `const ${constantOf(kind)} = ${i}u;\n`).join('');
}

/** The name of a kind in the kernel. */
export function constantOf(kind: ScoreKind): string {
  return kind.toUpperCase().replaceAll('-', '_');
}
