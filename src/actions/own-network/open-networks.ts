import type { NetworkFiles } from '#src/session/own-network/network-files';
import { showNetworks } from '#src/session/own-network/show-network';

/**
 * Opens dropped networks, one after the other, and shows the score of each in a pane of its own; the two halves of
 * a promptable segmenter draw the masks of prompts. One that cannot be used says why, and the others go on.
 */
export function openNetworks(networks: readonly NetworkFiles[]): Promise<void> {
  return showNetworks(networks);
}
