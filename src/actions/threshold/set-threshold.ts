import { findMethod, methods } from '#src/methods/registry';
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
