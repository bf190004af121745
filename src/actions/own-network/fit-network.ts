import { serialiseError } from '#src/protocol/errors';
import { notify } from '#src/session/notices';
import { fitOwnNetwork } from '#src/session/own-network/fit-own-network';
import { patchEntry } from '#src/session/own-network/own-networks';
import { fitPictures } from '#src/store/set/fit-pictures';
import { getState, patchSession } from '#src/store/store';

/**
 * Says that the open pictures, or those that are marked, are ordinary: a network's thresholds and the distances of
 * its features are fitted to them. What goes wrong shows beside its card.
 */
export async function fitNetwork(modelId: string): Promise<void> {
  const ids = fitPictures(getState());
  patchSession({ activity: { label: `Fitting to ${ids.length} pictures`, cancellable: true } });
  patchEntry(modelId, { isOpening: true, error: null });
  try {
    const { unread } = await fitOwnNetwork(modelId, ids);
    if (unread.length > 0)
      notify({ kind: 'warning', text: `Not read, and left out of the fit: ${unread.join(', ')}.` });
  } catch (error) {
    const told = serialiseError(error);
    if (told.code !== 'cancelled') patchEntry(modelId, { error: told });
  } finally {
    patchEntry(modelId, { isOpening: false });
    patchSession({ activity: null, progress: null });
  }
}
