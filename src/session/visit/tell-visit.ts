import { notify } from '#src/session/notices';
import { visitTitle } from '#src/store/project/visit-words';
import { getState } from '#src/store/store';

/** Where a link shows something else, what was open before the reload is offered beside it. @param reopen reads it again. */
export function tellVisit(reopen: () => Promise<void>): void {
  const { visit } = getState().session;
  if (!visit) return;
  notify({
    kind: 'info',
    text: visit.canReopen
      ? `${visitTitle(visit.pictures)} can be opened again.`
      : `${visitTitle(visit.pictures)}: open the same files, and what you did with them comes back.`,
    action: visit.canReopen ? { label: 'Open again', run: () => void reopen() } : null,
  });
}
