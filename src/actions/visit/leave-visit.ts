import { openLinkedSample } from '#src/actions/pictures/open-linked-sample';
import { keepHandles } from '#src/session/visit/handles';
import { getState, patchSession } from '#src/store/store';

/** Nothing of the last visit is waited for any more; the page begins as for everybody. */
export async function leaveVisit(): Promise<void> {
  keepHandles([]);
  patchSession({ visit: null, project: null });
  await openLinkedSample(null, () => getState().pictures.order.length === 0);
}
