import { secondLongSide } from '#src/core/geometry';
import { isOfTwoLooks } from '#src/methods/looks';
import { modelOf } from '#src/methods/registry';
import { urlSettings } from '#src/store/address/url-settings';
import { methodInfo, settingsOf } from '#src/store/method-info';
import { shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

/** What a second look brings and costs, and where it brings nothing. */
export function SecondLook({ methodId }: { methodId: string }) {
  const milliseconds = useStore((state) => state.session.secondLookTimes[modelOf(methodId)]);
  const isPointless = useStore(hasNoMoreToShow);
  const isTaken = useStore((state) => isTwice(state, methodId));
  return (
    <>
      <p className="muted">
        Look twice: small and far things show; about five times the network’s time
        {milliseconds !== undefined && ` (${(milliseconds / 1000).toFixed(1)} s here)`}.
      </p>
      {isTaken && isPointless && (
        <p className="muted">
          This picture has no more to show than the first look saw: one look is used.
        </p>
      )}
      {isTaken && (
        <p className="muted">
          Linked thresholds leave it alone: the scores of known pixels were measured with one look.
          The list of pictures goes by the first look, and so does the share of flagged pictures.
        </p>
      )}
    </>
  );
}

function isTwice({ view }: State, methodId: string): boolean {
  return isOfTwoLooks(settingsOf(methodInfo(methodId, null), view));
}

function hasNoMoreToShow(state: State): boolean {
  const info = shownPicture(state)?.info;
  return info ? secondLongSide(info, urlSettings.size) === null : false;
}
