import { setThreshold } from '#src/actions/threshold/set-threshold';
import { inChosenScale, methodInfo } from '#src/store/method-info';
import { shownResult } from '#src/store/selectors';
import { getState, patchView } from '#src/store/store';

export function resetThreshold(methodId: string): void {
  const state = getState();
  const { view } = state;
  if (view.linked) {
    const info = inChosenScale(methodInfo(methodId, shownResult(state)), view.parameters);
    setThreshold(methodId, info.defaultThreshold);
    return;
  }
  const { [methodId]: _dropped, ...thresholds } = view.thresholds;
  patchView({ thresholds });
}
