import { paneAt } from '#src/store/selectors';
import './pane-message.css';
import { computeMissing } from '#src/actions/pictures/compute-missing';
import { retryModel } from '#src/actions/retry-model';
import { Alert, Hint } from '#src/components/stage/message';
import { modelOf } from '#src/methods/registry';
import { lacksSecondLook, paneError } from '#src/store/models';
import { shownPicture, shownResult } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/**
 * Why a pane shows the plain picture, or one look of two: its method failed, or was cancelled. The other panes are not
 * concerned.
 */
export function PaneMessage({ index }: { index: number }) {
  const { methodId } = useStore((state) => paneAt(state, index));
  const text = useStore((state) => paneError(state, paneAt(state, index))?.message ?? null);
  const isMissing = useStore(
    (state) => shownPicture(state)?.state === 'ready' && !shownResult(state)?.scores[methodId],
  );
  const lacksLook = useStore(
    (state) =>
      shownPicture(state)?.state === 'ready' && lacksSecondLook(state, paneAt(state, index)),
  );
  const { activity, engineState } = useStore((state) => state.session);
  if (engineState !== 'ready') return null;
  if (text) {
    return (
      <div className="pane__message">
        <Alert text={text}>
          <button
            type="button"
            className="button button--outlined"
            onClick={() => void retryModel(modelOf(methodId))}
          >
            Try again
          </button>
        </Alert>
      </div>
    );
  }
  if (!(isMissing || lacksLook) || activity) return null;
  return (
    <div className="pane__message">
      <Hint
        text={
          lacksLook
            ? 'This is the first look; the second has not been taken.'
            : 'This method has not been computed for the picture.'
        }
      >
        <button
          type="button"
          className="button button--outlined"
          onClick={() => void computeMissing()}
        >
          Compute
        </button>
      </Hint>
    </div>
  );
}
