/** What the values of several classes are: somebody's network wrote them before softmax, or after. */
import type { RawLogits } from '#src/core/score-files/score-parts';

/** What float16 probabilities of 200 classes may miss of 1. */
const SUM_TOLERANCE = 0.01;
/** Under any float16 probability that is not zero. */
const LEAST_PROBABILITY = 1e-9;
export const LEAST_LOG = Math.log(LEAST_PROBABILITY);

export interface ClassValues {
  kind: 'logits' | 'probabilities' | 'log-probabilities';
  /** Pixels that are 0 in every class, as padding is: they do not say what the others are. */
  empty: number;
}

/**
 * Probabilities sum to 1 in every pixel that is not empty, and so do the exponentials of their
 * logarithms. Values that are no numbers are logits.
 */
export function classValues(raw: RawLogits): ClassValues {
  for (const [kind, lowest, share] of [
    ['probabilities', 0, (value: number) => value],
    ['log-probabilities', -Infinity, Math.exp],
  ] as const) {
    const empty = emptyIfSharing(raw, lowest, kind === 'probabilities' ? 1 : 0, share);
    if (empty !== null) return { kind, empty };
  }
  return { kind: 'logits', empty: 0 };
}

/** The number of empty pixels; null where the shares of some other pixel do not sum to 1. */
function emptyIfSharing(
  { data, classes, width, height }: RawLogits,
  lowest: number,
  highest: number,
  share: (value: number) => number,
): number | null {
  const pixels = width * height;
  let empty = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    let sum = 0;
    let isEmpty = true;
    for (let i = pixel; i < classes * pixels; i += pixels) {
      const value = data[i] as number;
      if (!(value >= lowest && value <= highest + SUM_TOLERANCE)) return null;
      isEmpty &&= value === 0;
      sum += share(value);
    }
    if (isEmpty) empty += 1;
    else if (Math.abs(sum - 1) > SUM_TOLERANCE) return null;
  }
  return empty < pixels ? empty : null;
}

/** Logarithms of probabilities with a finite one in place of that of 0; anything else as it is. */
export function withFiniteLogs<T extends RawLogits>(raw: T): T {
  if (!raw.data.includes(-Infinity) || classValues(raw).kind !== 'log-probabilities') return raw;
  return { ...raw, data: raw.data.map((value) => Math.max(value, LEAST_LOG)) };
}
