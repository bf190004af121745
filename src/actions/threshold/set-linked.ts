import { setThreshold } from '#src/actions/threshold/set-threshold';
import { activeMethod, thresholdOf } from '#src/store/selectors';
import { getState, patchView } from '#src/store/store';

export function setLinked(linked: boolean): void {
  patchView({ linked });
  const state = getState();
  const info = activeMethod(state);
  if (linked) setThreshold(info.id, thresholdOf(state, info));
}
