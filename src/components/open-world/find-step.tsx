import { findUnknown } from '#src/actions/open-world/find-unknown';
import { formatScore } from '#src/components/ui/numbers';
import { metricHeadMethod } from '#src/methods/capabilities';
import { methodInfo } from '#src/store/method-info';
import { openWorldPane } from '#src/store/open-world/open-world';
import { shownResult, thresholdOf } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/** Which pixels are unknown, and a button that shows them. */
export function FindStep() {
  const isShown = useStore((state) => state.view.panes[openWorldPane(state)]?.layer === 'open-map');
  const threshold = useStore((state) =>
    thresholdOf(state, methodInfo(metricHeadMethod.id, shownResult(state))),
  );
  return (
    <>
      <p className="muted">
        White is unknown: far from every class, {metricHeadMethod.shortTitle} ≥{' '}
        {formatScore(threshold)}. The threshold’s slider moves it.
      </p>
      {!isShown && (
        <button type="button" className="button button--outlined" onClick={findUnknown}>
          Show the open map
        </button>
      )}
    </>
  );
}
