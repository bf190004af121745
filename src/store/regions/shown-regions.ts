/** The regions that the active pane lists, as questions about them name them. */
import { leftOutKey } from '#src/core/ground-truth/left-out';
import { removalKey } from '#src/core/meta/removal';
import { isPrompted } from '#src/methods/capabilities';
import type { PaneView } from '#src/protocol/view';
import { removalOf } from '#src/store/classifiers';
import { shownLeftOut } from '#src/store/labels/region-of-interest';
import { shownSettings } from '#src/store/models';
import { masksOf } from '#src/store/prompts';
import { activeMethod, activePane, currentRegions, thresholdOf } from '#src/store/selectors';
import type { State } from '#src/store/state';

export interface ShownRegions
  extends Pick<PaneView, 'settings' | 'threshold' | 'removal' | 'leftOut'> {
  pictureId: string;
  minArea: number;
  /** All that the regions depend on, as text. */
  key: string;
}

/** Null where there are none, and until the worker has reported those of the present view. */
export function shownRegions(state: State): ShownRegions | null {
  const regions = currentRegions(state);
  if (!regions || regions.regionCount === 0) return null;
  const info = activeMethod(state);
  const { pictureId, threshold, minArea } = regions;
  const removal = removalOf(state, info);
  const leftOut = shownLeftOut(state);
  if (
    threshold !== thresholdOf(state, info) ||
    minArea !== state.view.minArea ||
    regions.removalKey !== removalKey(removal) ||
    regions.leftOutKey !== leftOutKey(leftOut)
  )
    return null;
  const settings = shownSettings(state, activePane(state));
  // A later file, or other masks, have other regions by the same settings.
  const source = info.imported?.serial ?? (isPrompted(info.id) ? masksOf(state)?.serial : null);
  const parts = [{ pictureId, settings, threshold, minArea }, source ?? null];
  const key = JSON.stringify([...parts, regions.removalKey, regions.leftOutKey]);
  return { pictureId, settings, threshold, minArea, removal, leftOut, key };
}
