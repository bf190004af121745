import { setThreshold } from '#src/actions/threshold/set-threshold';
import { methodInfo } from '#src/store/method-info';
import { shownResult } from '#src/store/selectors';
import { getState, patchView } from '#src/store/store';

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
