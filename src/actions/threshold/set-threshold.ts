import { findMethod } from '#src/methods/registry';
import { getState, patchView } from '#src/store/store';
import { followers, sharesNow } from '#src/store/view/linked-thresholds';

/**
 * Sets a raw threshold. Linked, the share of known pixels that the other methods flag changes by the
 * same factor, where it is known: of two looks it is not.
 *
 * Three followers hang on it (`src/session/followers`): `view` draws at the next frame, and the
 * worker tells the regions that there are now; when the slider rests, `measurement` asks for the
 * numbers at the threshold and `region-features` for the features of the regions. No network runs.
 */
export function setThreshold(methodId: string, threshold: number): void {
  if (!Number.isFinite(threshold)) return;
  const state = getState();
  const { thresholds, linked } = state.view;
  const moved = linked ? findMethod(methodId) : undefined;
  const linkedAt = moved ? (state.view.linkedAt ?? sharesNow(state)) : null;
  const others = moved && linkedAt ? followers(state, moved, threshold, linkedAt) : {};
  patchView({ thresholds: { ...thresholds, ...others, [methodId]: threshold }, linkedAt });
}
