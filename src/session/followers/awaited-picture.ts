/** Shows the picture that a link was made on as soon as it is there, as the link shows it. */
import { notify } from '#src/session/notices';
import { awaitedAmong } from '#src/store/address/made-on';
import type { State } from '#src/store/state';
import { getState, patchSession, patchView, useStore } from '#src/store/store';

/** Whether no opened picture can turn out to be the awaited one any more. */
function isElsewhere({ pictures: { order, byId } }: State): boolean {
  return (
    order.length > 0 &&
    order.every((id) => byId[id]?.identity != null || byId[id]?.state === 'failed')
  );
}

/** @param select shows a picture of the list. */
export function followAwaitedPicture(select: (id: string) => Promise<void>): () => void {
  return useStore.subscribe((state, before) => {
    const { awaited } = state.session;
    if (!awaited || (state.pictures === before.pictures && awaited === before.session.awaited))
      return;
    const id = awaitedAmong(state);
    if (id === null && !isElsewhere(state)) return;
    patchSession({ awaited: null });
    if (id !== null) {
      void select(id).then(() => {
        if (getState().pictures.selectedId === id) patchView({ zoom: awaited.zoom });
      });
    } else {
      const text = `The link was made on ${awaited.name}, which is another picture. Its settings are used here.`;
      notify({ kind: 'info', text });
    }
  });
}
