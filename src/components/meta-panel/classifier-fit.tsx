import { cancelFit } from '#src/actions/meta/cancel-fit';
import { fitClassifier } from '#src/actions/meta/fit-classifier';
import { Icon } from '#src/components/ui/icon';
import { fittablePictures } from '#src/store/classifiers';
import { activeMethod } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/**
 * Fits a classifier to the opened pictures that have labels; says how far it is and why it came to
 * nothing.
 */
export function ClassifierFit() {
  const pictures = useStore((state) => fittablePictures(state).length);
  const fitting = useStore((state) => state.meta.fitting);
  const ready = useStore((state) => state.session.engineState === 'ready');
  if (fitting) return <Progress {...fitting} />;
  const words =
    pictures === 1 ? 'Fit to the picture with a label' : `Fit to ${pictures} pictures with labels`;
  return (
    <>
      <div className="meta__buttons">
        <button
          type="button"
          className="button button--outlined"
          disabled={pictures === 0 || !ready}
          onClick={() => void fitClassifier()}
        >
          {pictures === 0 ? 'Fit to pictures with labels' : words}
        </button>
      </div>
      <Failure />
    </>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  return (
    <div className="row meta__progress">
      <output>
        {done < total ? `Picture ${done + 1} of ${total}…` : 'Leaving out one after another…'}
      </output>
      <button type="button" className="button button--outlined" onClick={cancelFit}>
        Cancel
      </button>
    </div>
  );
}

function Failure() {
  const error = useStore((state) =>
    state.meta.failure?.methodId === activeMethod(state).id ? state.meta.failure.error : null,
  );
  return (
    error && (
      <p className="meta__failure" role="alert">
        <Icon name="warning" />
        <span>{error.message}</span>
      </p>
    )
  );
}
