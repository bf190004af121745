import { compareWithSource } from '#src/actions/prompts/compare-with-source';
import { formatCount, formatScore } from '#src/components/ui/numbers';
import { promptedMethod } from '#src/methods/capabilities';
import { sourceOf } from '#src/methods/sources';
import { methodInfo } from '#src/store/method-info';
import { masksOf, promptSettings, shownPrompts } from '#src/store/prompts';
import { regionsOfPane, shownResult, thresholdOf, visiblePanes } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

function sourceInfo(state: State) {
  return methodInfo(sourceOf(promptSettings(state).parameters).id, shownResult(state));
}

/** Regions of the source's thresholded score; null while no pane shows them. */
function sourceFragments(state: State): number | null {
  const { id } = sourceInfo(state);
  const pane = visiblePanes(state.view).find(({ methodId }) => methodId === id);
  return pane ? (regionsOfPane(state, pane)?.regionCount ?? null) : null;
}

function drawnMasks(state: State) {
  const ids = new Set(shownPrompts(state).map(({ id }) => id));
  return masksOf(state)?.segmented.filter(({ id, area }) => ids.has(id) && area > 0) ?? [];
}

/** Masks with a score at or above the method's threshold: the ones in its mask. */
function keptMasks(state: State) {
  const threshold = thresholdOf(state, methodInfo(promptedMethod.id, null));
  return drawnMasks(state).filter(({ score }) => score >= threshold);
}

/** What the last change has cost: the embedding of the picture and known masks are kept. */
function lastRuns(state: State): string | null {
  const masks = masksOf(state);
  return (
    masks &&
    `The last change took ${plural(masks.encoderRuns, 'encoder run')} and ${plural(masks.decoderRuns, 'decoder run')}.`
  );
}

function plural(count: number, word: string): string {
  return `${formatCount(count)} ${count === 1 ? word : `${word}s`}`;
}

/**
 * Two counts of one picture: in how many pieces the thresholded score lies, and how many masks S2M
 * keeps.
 */
export function FragmentCounts() {
  const { title, shortTitle } = useStore(sourceInfo);
  const threshold = useStore((state) => thresholdOf(state, sourceInfo(state)));
  const fragments = useStore(sourceFragments);
  const runs = useStore(lastRuns);
  const drawn = useStore((state) => drawnMasks(state).length);
  const masks = useStore((state) => keptMasks(state).length);
  const parts = useStore((state) =>
    keptMasks(state).reduce((sum, mask) => sum + mask.fragments, 0),
  );
  return (
    <dl className="fragment-counts">
      <div>
        <dt title={title}>
          {shortTitle} ≥ {formatScore(threshold)}
        </dt>
        <dd data-count="fragments">
          {fragments === null ? (
            <button type="button" className="button button--outlined" onClick={compareWithSource}>
              Show beside
            </button>
          ) : (
            plural(fragments, 'fragment')
          )}
        </dd>
      </div>
      <div>
        <dt title={runs ?? undefined}>S2M</dt>
        <dd data-count="masks">
          {plural(masks, 'mask')}
          {parts > masks && <span className="muted">, {plural(parts, 'part')}</span>}
          {drawn > masks && (
            <span className="muted">, {formatCount(drawn - masks)} below the threshold</span>
          )}
        </dd>
      </div>
    </dl>
  );
}
