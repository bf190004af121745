import './summary.css';
import { formatCount, formatShare } from '#src/components/ui/numbers';
import { useSettled } from '#src/components/ui/use-settled';
import { currentRegions, selectedPicture, shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

function sentence(state: State): string {
  const picture = selectedPicture(state);
  const shown = currentRegions(state);
  if (!picture) return 'Open a road scene to see what the network does not know.';
  if (picture.state === 'failed') return 'This picture could not be analysed.';
  if (picture.state === 'loaded' && !state.session.activity)
    return 'This picture has not been analysed.';
  if (!shown || picture.id !== shownPicture(state)?.id) return 'Looking at the picture…';
  const { regionCount, removed, shareAbove } = shown;
  if (regionCount === 0 && shareAbove === 0) return 'No region above the threshold.';
  const regions = `${formatCount(regionCount)} ${regionCount === 1 ? 'region' : 'regions'} the network does not know`;
  // The share is of all pixels above the threshold, those of the removed regions too: beside the
  // regions that are left it would mislead.
  return removed > 0
    ? `${regions}, ${formatCount(removed)} removed as false positives`
    : `${regions}, ${formatShare(shareAbove)} of the picture`;
}

/**
 * The one sentence that says what is seen. Read out once it has settled, not at every step of the
 * slider.
 */
export function Summary() {
  const text = useStore(sentence);
  const settled = useSettled(text);
  const [regions, share] = text.split(', ');
  return (
    <div className="summary">
      <p aria-hidden="true" data-summary>
        {regions}
        {share && (
          <>
            , <span>{share}</span>
          </>
        )}
      </p>
      <p className="visually-hidden" role="status">
        {settled}
      </p>
    </div>
  );
}
