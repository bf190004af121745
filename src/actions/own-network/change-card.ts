import { type Card, parseCard } from '#src/core/own-network/card';
import { serialiseError } from '#src/protocol/errors';
import { findFit } from '#src/session/own-network/fit-own-network';
import { patchEntry, reopenOwnNetwork } from '#src/session/own-network/own-networks';

/** Feeds and reads a network as a person says; what is wrong with it shows beside the card. */
export async function changeCard(modelId: string, card: Card): Promise<void> {
  try {
    await reopenOwnNetwork(modelId, parseCard(card));
    await findFit(modelId);
  } catch (error) {
    patchEntry(modelId, { error: serialiseError(error) });
  }
}
