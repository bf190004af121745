import { formatCount, formatShare } from '#src/components/ui/numbers';
import { nameHolding, soughtText } from '#src/store/set/set-names';
import { listedNumbers } from '#src/store/set/set-numbers';
import { largestShare } from '#src/store/set/set-order';
import { surveyError } from '#src/store/set/survey-terms';
import { tagsOf } from '#src/store/set/tags';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

function objectsIn(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'object' : 'objects'}`;
}

/** What the list says of a picture, as text that stays the same while it says the same; empty: nothing yet. */
export function numbersText(state: State, id: string): string {
  const error = surveyError(state, id);
  if (error) return error.message;
  const numbers = listedNumbers(state, id);
  return numbers
    ? `${objectsIn(numbers.objects)}, ${formatShare(numbers.share)} of the picture unknown`
    : '';
}

/** Number of objects, share and a bar, or why there are none. */
export function ThumbnailNumbers({ id }: { id: string }) {
  const error = useStore((state) => surveyError(state, id)?.message ?? null);
  const objects = useStore((state) => listedNumbers(state, id)?.objects ?? null);
  const share = useStore((state) => listedNumbers(state, id)?.share ?? 0);
  const sought = useStore((state) => nameHolding(state, id, soughtText(state))?.name ?? null);
  const tags = useStore((state) => tagsOf(state, id).join(', '));
  const most = useStore(largestShare);
  if (error) return <span className="thumbnail__error">{error}</span>;
  // Room is kept while nothing is known, so that the list does not jump.
  const length = objects === null || most === 0 ? 0 : Math.min(1, share / most);
  return (
    <>
      {tags && <span className="thumbnail__tags">{tags}</span>}
      {sought && <span className="thumbnail__likeness">like: {sought}</span>}
      <span className="thumbnail__numbers" data-objects={objects ?? undefined}>
        {objects === null ? '\u00a0' : objectsIn(objects)}
        {objects !== null && <span className="muted">{formatShare(share)}</span>}
      </span>
      <span className="thumbnail__bar" aria-hidden="true">
        <span style={{ inlineSize: `${(100 * length).toFixed(1)}%` }} />
      </span>
    </>
  );
}
