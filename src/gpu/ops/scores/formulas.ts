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
  /** The `distanceScore` of the logits. */
  eds: Float64Array;
}

/**
 * Sets one score of a row, `[width]`. Each has a loop of its own, because a call per pixel costs more
 * than most of them compute.
 */
type Formula = (row: PixelRow, out: Float32Array, request: Pick<ScoreRequest, 'mix'>) => void;

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
} satisfies Record<string, Formula>;

export type ScoreKind = keyof typeof FORMULAS;
export const SCORE_KINDS = Object.keys(FORMULAS) as ScoreKind[];

/** Where these alone are asked for, no softmax is computed. */
const WITHOUT_SOFTMAX: readonly ScoreKind[] = ['max-logit', 'eds'];
/** Where none of these is asked for, no EDS is computed. */
const WITH_EDS: readonly ScoreKind[] = ['eds', 'eds-mix'];

export interface ScoreRequest {
  kind: ScoreKind;
  /** Divides the logits before a softmax. */
  temperature: number;
  /** For `eds-mix` only, which needs it. */
  mix?: DistanceMix;
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

/** The weight of EDS in a mix. @throws AnomalensError `internal` when the request has none. */
export function mixOf({ mix }: Pick<ScoreRequest, 'mix'>): DistanceMix {
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
