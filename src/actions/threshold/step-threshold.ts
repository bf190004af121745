import { setThreshold } from '#src/actions/threshold/set-threshold';
import { activeMethod, shownResult, thresholdOf } from '#src/store/selectors';
import { getState } from '#src/store/store';

/** Moves the active method's threshold by a part of its picture's score range. */
export function stepThreshold(fraction: number): void {
  const state = getState();
  const info = activeMethod(state);
  const range = shownResult(state)?.scores[info.id]?.range ?? info.displayRange;
  setThreshold(info.id, thresholdOf(state, info) + fraction * (range.max - range.min));
}
