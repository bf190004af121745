import { KeptNetworks } from '#src/session/own-network/remote/kept-networks';
import { patchSession } from '#src/store/store';

/** Opens the dialog with the networks that this browser keeps. */
export async function listKeptNetworks(): Promise<void> {
  patchSession({ keptNetworks: await new KeptNetworks().list() });
}
