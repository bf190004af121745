/** Thresholds that move together: each method keeps its distance to the others, in shares of known pixels. */
import { type KnownPixels, knownPixelsOf, type Method } from '#src/methods/define-method';
import { methods } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { inChosenScale, methodInfo } from '#src/store/method-info';
import { thresholdOf } from '#src/store/selectors';
import type { State } from '#src/store/state';

function knownOf(state: State, method: Method): KnownPixels | null {
  return knownPixelsOf(method, settingsFor(method, state.view.parameters[method.id]));
}

function currentThreshold(state: State, method: Method): number {
  const info = inChosenScale(methodInfo(method.id, null), state.view.parameters);
  return thresholdOf(state, info);
}

/** The share of known pixels that each method flags now; methods without quantiles are left out. */
export function sharesNow(state: State): Record<string, number> {
  return Object.fromEntries(
    methods.flatMap((method) => {
      const known = knownOf(state, method);
      return known ? [[method.id, known.shareOf(currentThreshold(state, method))]] : [];
    }),
  );
}

/**
 * Raw thresholds of the other methods when one of them is moved to `threshold`: the share of each
 * changes by the factor by which that of the moved one has changed since they were linked, so that
 * nothing jumps and a slider that goes back brings all back.
 */
export function followers(
  state: State,
  moved: Method,
  threshold: number,
  linkedAt: Readonly<Record<string, number>>,
): Record<string, number> {
  const from = linkedAt[moved.id];
  const to = knownOf(state, moved)?.shareOf(threshold);
  if (from === undefined || to === undefined) return {};
  return Object.fromEntries(
    methods.flatMap((method) => {
      const share = linkedAt[method.id];
      const known = method.id === moved.id || share === undefined ? null : knownOf(state, method);
      return known ? [[method.id, known.thresholdFor(((share as number) * to) / from)]] : [];
    }),
  );
}
