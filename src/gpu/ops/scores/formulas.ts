/**
 * The formulas of one pixel's logits, in the order in which the page lists them: raw units, higher
 * = more anomalous. The kernel has a case under each name in capitals (`max-logit`: `MAX_LOGIT`).
 */
import { AnomalensError } from '#src/core/errors';
import { type DistanceMix, mixedScore } from './distance';

export interface PixelLogits {
  /** `[classes]` */
  logits: Float32Array;
  /** The largest logit, and the next one: -Infinity for a single class. */
  first: number;
  second: number;
  /** ln of the number of classes. */
  logClasses: number;
  /** What a softmax divides the logits by. */
  temperature: number;
  /** `sum_k exp(d_k)` with `d_k = (logits_k - first) / temperature`. */
  sum: number;
  /** `sum_k d_k exp(d_k)`. */
  weighted: number;
  /** The `distanceScore` of the logits. */
  eds: number;
}

type Formula = (pixel: PixelLogits, request: Pick<ScoreRequest, 'mix'>) => number;

export const FORMULAS = {
  msp: ({ sum }) => 1 - 1 / sum,
  'max-logit': ({ first }) => -first,
  entropy: ({ sum, weighted, logClasses }) =>
    logClasses > 0 ? Math.max(0, Math.log(sum) - weighted / sum) / logClasses : 0,
  energy: ({ first, temperature, sum }) => -(first + temperature * Math.log(sum)),
  margin: ({ first, second, temperature, sum }) =>
    1 - (1 - Math.exp((second - first) / temperature)) / sum,
  eds: ({ eds }) => eds,
  'eds-mix': ({ eds, sum }, request) => mixedScore(eds, 1 - 1 / sum, mixOf(request)),
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
  return Object.hasOwn(FORMULAS, kind) ? FORMULAS[kind] : () => Number.NaN;
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
