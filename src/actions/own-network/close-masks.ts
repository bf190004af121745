import { serialiseError } from '#src/protocol/errors';
import { notify } from '#src/session/notices';
import { closeOwnMasks } from '#src/session/own-network/own-masks';

/** Gives the masks of prompts back to the page's own segmenter. */
export async function closeMasks(): Promise<void> {
  try {
    await closeOwnMasks();
  } catch (error) {
    notify({ kind: 'error', text: serialiseError(error).message });
  }
}
