import type { NetworkFiles } from '#src/session/own-network/network-files';
import { showNetwork } from '#src/session/own-network/show-network';

/**
 * Opens dropped networks, one after the other, and shows the score of each in a pane of its own. One
 * that cannot be used says why, and the others go on.
 */
export async function openNetworks(networks: readonly NetworkFiles[]): Promise<void> {
  for (const files of networks) await showNetwork(files);
}
