import './summary.css';
import { formatCount, formatShare } from '#src/components/ui/numbers';
import { useSettled } from '#src/components/ui/use-settled';
import { regionProblem, shownLeftOut } from '#src/store/labels/region-of-interest';
import { activeMethod, currentRegions, selectedPicture, shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

/** Told with the rest, so that nobody takes it for the whole picture. */
function leftOutWords(state: State, leftOut: number): string {
  const problem = regionProblem(state);
  if (problem) return `. The region of interest is not applied: ${problem}`;
  return shownLeftOut(state) ? `. ${formatShare(leftOut)} of the picture left out` : '';
}

function sentence(state: State): string {
  const picture = selectedPicture(state);
  const shown = currentRegions(state);
  if (!picture) return 'Open a road scene to see what the network does not know.';
  if (picture.state === 'failed') return 'This picture could not be analysed.';
  if (picture.state === 'loaded' && !state.session.activity)
    return 'This picture has not been analysed.';
  if (!shown || picture.id !== shownPicture(state)?.id) return 'Looking at the picture…';
  const { regionCount, removed, shareAbove } = shown;
  const leftOut = leftOutWords(state, shown.leftOut);
  if (regionCount === 0 && shareAbove === 0)
    return leftOut ? `No region above the threshold${leftOut}.` : 'No region above the threshold.';
  const what = activeMethod(state).imported ? 'above the threshold' : 'the network does not know';
  const regions = `${formatCount(regionCount)} ${regionCount === 1 ? 'region' : 'regions'} ${what}`;
  // The share is of all pixels above the threshold, those of the removed regions too: beside the
  // regions that are left it would mislead.
  return removed > 0
    ? `${regions}, ${formatCount(removed)} removed as false positives${leftOut}`
    : `${regions}, ${formatShare(shareAbove)} of ${shownLeftOut(state) ? 'the rest' : 'the picture'}${leftOut}`;
}

/**
 * The one sentence that says what is seen. Read out once it has settled, not at every step of the
 * slider.
 */
export function Summary() {
  const text = useStore(sentence);
  const settled = useSettled(text);
  const [seen = '', leftOut] = text.split('. ');
  const [regions, share] = seen.split(', ');
  return (
    <div className="summary">
      <p aria-hidden="true" data-summary>
        {regions}
        {share && (
          <>
            , <span>{share}</span>
          </>
        )}
        {leftOut && (
          <>
            . <small className="muted">{leftOut}</small>
          </>
        )}
      </p>
      <p className="visually-hidden" role="status">
        {settled}
      </p>
    </div>
  );
}
