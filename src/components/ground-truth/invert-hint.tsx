import { invertScore } from '#src/actions/pictures/invert-score';
import { Icon } from '#src/components/ui/icon';
import { formatRate } from '#src/components/ui/numbers';
import { methodInfo } from '#src/store/method-info';
import type { PictureMeasurement } from '#src/store/results-slice';
import { shownResult } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/** Worse than chance by more than a poor score is by accident. */
const FAR_UNDER_CHANCE = 0.4;

/** Imported scores that rank unknown pixels last, each with the offer to turn it round. */
export function InvertHints({ methods }: { methods: PictureMeasurement['methods'] }) {
  const result = useStore(shownResult);
  return methods.map(({ methodId, metrics: { AUROC } }) => {
    const { title, imported } = methodInfo(methodId, result);
    if (!imported?.other || AUROC === null || AUROC >= FAR_UNDER_CHANCE) return null;
    return (
      <p key={methodId} className="ground-truth__doubt" role="note">
        <Icon name="warning" />
        <span>
          {`${title} ranks unknown pixels last (AUROC ${formatRate(AUROC)} %). `}
          <button
            type="button"
            className="button button--outlined"
            onClick={() => invertScore(title, !imported.isInverted)}
          >
            {imported.isInverted ? 'Take high for unknown' : 'Take low for unknown'}
          </button>
        </span>
      </p>
    );
  });
}
