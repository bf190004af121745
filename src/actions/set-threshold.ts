import { findMethod, methods } from '#src/methods/registry';
import { methodInfo } from '#src/store/method-info';
import { activeMethod, shownResult, thresholdOf } from '#src/store/selectors';
import { getState, patchView } from '#src/store/store';

/**
 * Sets a raw threshold. Linked, the other methods follow to the score that flags the same share of
 * known pixels, where that is known.
 *
 * Three followers hang on it (`src/session/followers`): `view` draws at the next frame, and the
 * worker tells the regions that there are now; when the slider rests, `measurement` asks for the
 * numbers at the threshold and `region-features` for the features of the regions. No network runs.
 */
export function setThreshold(methodId: string, threshold: number): void {
  if (!Number.isFinite(threshold)) return;
  const { view } = getState();
  const thresholds = { ...view.thresholds, [methodId]: threshold };
  const moved = findMethod(methodId);
  if (view.linked && moved?.known) {
    const share = moved.known.shareOf(threshold);
    for (const other of methods)
      if (other.id !== methodId && other.known)
        thresholds[other.id] = other.known.thresholdFor(share);
  }
  patchView({ thresholds });
}

/** Moves the active method's threshold by a part of its picture's score range. */
export function stepThreshold(fraction: number): void {
  const state = getState();
  const info = activeMethod(state);
  const range = shownResult(state)?.scores[info.id]?.range ?? info.displayRange;
  setThreshold(info.id, thresholdOf(state, info) + fraction * (range.max - range.min));
}

export function resetThreshold(methodId: string): void {
  const { view } = getState();
  const { defaultThreshold } = methodInfo(methodId, shownResult(getState()));
  if (view.linked) {
    setThreshold(methodId, defaultThreshold);
    return;
  }
  const { [methodId]: _dropped, ...thresholds } = view.thresholds;
  patchView({ thresholds });
}

export function setLinked(linked: boolean): void {
  patchView({ linked });
  const state = getState();
  const info = activeMethod(state);
  if (linked) setThreshold(info.id, thresholdOf(state, info));
}
