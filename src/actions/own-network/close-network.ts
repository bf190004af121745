import { serialiseError } from '#src/protocol/errors';
import { notify } from '#src/session/notices';
import { closeOwnNetwork } from '#src/session/own-network/own-networks';

/** Removes a network from the page; its file stays where it is. */
export async function closeNetwork(modelId: string): Promise<void> {
  try {
    await closeOwnNetwork(modelId);
  } catch (error) {
    notify({ kind: 'error', text: serialiseError(error).message });
  }
}
