import { KeptNetworks } from '#src/session/own-network/remote/kept-networks';
import { patchSession } from '#src/store/store';

/** Removes the browser's copy of a network; one that is open stays open. */
export async function removeKeptNetwork(sha256: string): Promise<void> {
  const kept = new KeptNetworks();
  await kept.remove(sha256);
  patchSession({ keptNetworks: await kept.list() });
}
