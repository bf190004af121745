import { serialiseError } from '#src/protocol/errors';
import { patchEntry, readFileAnew } from '#src/session/own-network/own-networks';

/** Takes a network for what its file says, and forgets what was said of it before. */
export async function forgetCard(modelId: string): Promise<void> {
  try {
    await readFileAnew(modelId);
  } catch (error) {
    patchEntry(modelId, { error: serialiseError(error) });
  }
}
