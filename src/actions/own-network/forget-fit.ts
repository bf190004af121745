import { serialiseError } from '#src/protocol/errors';
import { forgetFit as forget } from '#src/session/own-network/fit-own-network';
import { patchEntry } from '#src/session/own-network/own-networks';

/** Takes what was fitted to ordinary pictures away from a network, and from the browser. */
export async function forgetFit(modelId: string): Promise<void> {
  try {
    await forget(modelId);
  } catch (error) {
    patchEntry(modelId, { error: serialiseError(error) });
  }
}
