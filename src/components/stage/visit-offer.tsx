import { leaveVisit } from '#src/actions/visit/leave-visit';
import { reopenVisit } from '#src/actions/visit/reopen-visit';
import type { LastVisit } from '#src/store/project/awaited';
import { visitTitle } from '#src/store/project/visit-words';

/** What was open when the page was left: pixels are never kept, so a person opens it again. */
export function VisitOffer({ pictures, canReopen }: LastVisit) {
  return (
    <section className="empty" aria-label="Last visit">
      <p className="empty__title">{visitTitle(pictures)}</p>
      <p className="muted">
        {canReopen
          ? 'The browser asks whether this page may read them again. Results, thresholds, tags and prompts are kept.'
          : 'Drop or open the same pictures, or their folder: results, thresholds, tags and prompts come back with them.'}
      </p>
      <p className="row">
        {canReopen && (
          <button
            type="button"
            className="button button--primary"
            onClick={() => void reopenVisit()}
          >
            Open them again
          </button>
        )}
        <button type="button" className="button button--outlined" onClick={() => void leaveVisit()}>
          Begin anew
        </button>
      </p>
    </section>
  );
}
