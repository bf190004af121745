import { knownPixelsOf, type Method } from '#src/methods/define-method';
import { findMethod, methods } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { getState, patchView } from '#src/store/store';

/**
 * Sets a raw threshold. Linked, the other methods follow to the score that flags the same share of
 * known pixels, where that is known: of two looks it is not.
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
  const knownOf = (method: Method) =>
    knownPixelsOf(method, settingsFor(method, view.parameters[method.id]));
  const share = view.linked && moved ? knownOf(moved)?.shareOf(threshold) : undefined;
  if (share !== undefined)
    for (const other of methods) {
      const known = other.id === methodId ? null : knownOf(other);
      if (known) thresholds[other.id] = known.thresholdFor(share);
    }
  patchView({ thresholds });
}
