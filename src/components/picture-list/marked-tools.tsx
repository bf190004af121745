import { clearMarks } from '#src/actions/set/clear-marks';
import { markListed } from '#src/actions/set/mark-listed';
import { removeMarked } from '#src/actions/set/remove-marked';
import { TagMarkedForm } from '#src/components/picture-list/tag-marked-form';
import { formatCount } from '#src/components/ui/numbers';
import { markedPictures } from '#src/store/set/marked';
import { setOrder } from '#src/store/set/set-order';
import { useStore } from '#src/store/store';

/** What is done with several pictures at once. */
export function MarkedTools() {
  const marked = useStore((state) => markedPictures(state).length);
  const listed = useStore((state) => setOrder(state).length);
  return (
    <div className="marked-tools">
      <span className="muted" role="status">
        {marked === 0
          ? 'Marked pictures are removed together; Shift marks a row.'
          : `${formatCount(marked)} of ${formatCount(listed)} marked`}
      </span>
      {marked < listed && (
        <button type="button" className="button button--outlined" onClick={markListed}>
          Mark all
        </button>
      )}
      {marked > 0 && (
        <>
          <button type="button" className="button button--outlined" onClick={clearMarks}>
            Clear marks
          </button>
          <button type="button" className="button button--outlined" onClick={removeMarked}>
            Remove
          </button>
          <TagMarkedForm />
        </>
      )}
    </div>
  );
}
