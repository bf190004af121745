import { fitNetwork } from '#src/actions/own-network/fit-network';
import { forgetFit } from '#src/actions/own-network/forget-fit';
import { EcdfPlot } from '#src/components/own-network/ecdf-plot';
import { formatCount } from '#src/components/ui/numbers';
import type { NetworkFit } from '#src/core/own-fit/network-fit';
import { fitPictures } from '#src/store/set/fit-pictures';
import type { OwnNetworkEntry } from '#src/store/state';
import { useStore } from '#src/store/store';

/** What is fitted to pictures that a person says are ordinary. */
export function FitSection({ entry }: { entry: OwnNetworkEntry }) {
  const { modelId, fit, isOpening } = entry;
  const count = useStore((state) => fitPictures(state).length);
  const these = count === 1 ? 'this picture' : `these ${count} pictures`;
  return (
    <section className="own-network__fit" aria-label="Ordinary pictures">
      <h4>Ordinary pictures</h4>
      {fit ? (
        <FitTold fit={fit} modelId={modelId} />
      ) : (
        <p className="muted">
          Nobody has measured this network. If the open pictures are ordinary, without anything
          unknown, it can be fitted to them: thresholds that flag 1 % of all their pixels
          {entry.card.features !== null && ', and two distances of its features as scores'}. Marked
          pictures of the contact sheet are taken alone.
        </p>
      )}
      <div className="own-network__buttons">
        <button
          type="button"
          className="button button--outlined"
          disabled={isOpening || count === 0}
          onClick={() => void fitNetwork(modelId)}
        >
          {fit ? `Fit again on ${these}` : `Fit on ${these}`}
        </button>
        {fit && (
          <button
            type="button"
            className="button button--outlined"
            disabled={isOpening}
            onClick={() => void forgetFit(modelId)}
          >
            Forget the fit
          </button>
        )}
      </div>
    </section>
  );
}

function FitTold({ fit, modelId }: { fit: NetworkFit; modelId: string }) {
  const { calibration, features, without } = fit;
  const { images, pixels } = calibration;
  return (
    <>
      <p>
        Fitted to {images === 1 ? '1 picture' : `${images} pictures`}, {formatCount(pixels)} pixels.
        Each threshold begins where 1 % of them lies above.{' '}
        {features
          ? `The distances of its features are from the means of ${features.classes} classes, as the network predicted them.`
          : `Its features give no score: ${without}.`}
      </p>
      <EcdfPlot fit={fit} modelId={modelId} />
    </>
  );
}
