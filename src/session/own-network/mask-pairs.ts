/** Which of some opened networks are the two halves of a promptable segmenter. */
import type { Inspected } from '#src/protocol/own-network';
import type { NetworkFiles } from '#src/session/own-network/network-files';

export interface MaskPair {
  encoder: NetworkFiles;
  decoder: NetworkFiles;
}

/**
 * A decoder with the encoder that was opened with it: one that is called so by its outputs, or else the only other
 * network. Of variants in other number formats those with the shortest names are meant, which are the plain ones.
 * Everything else goes on.
 * @param roles of the networks, in their order; null for one whose header cannot be read.
 */
export function maskPairAmong(
  networks: readonly NetworkFiles[],
  roles: readonly (Inspected['role'] | null)[],
): { pair: MaskPair | null; others: NetworkFiles[] } {
  const having = (role: Inspected['role']) =>
    networks.filter((_, index) => roles[index] === role).toSorted(byLength);
  const [decoder] = having('decoder');
  const rest = networks.filter((_, index) => roles[index] !== 'decoder');
  const encoder = having('encoder')[0] ?? (rest.length === 1 ? rest[0] : undefined);
  if (!decoder || !encoder) return { pair: null, others: [...networks] };
  const isHalf = (files: NetworkFiles) => {
    const role = roles[networks.indexOf(files)];
    return files === encoder || role === 'encoder' || role === 'decoder';
  };
  return { pair: { encoder, decoder }, others: networks.filter((files) => !isHalf(files)) };
}

const byLength = (a: NetworkFiles, b: NetworkFiles) =>
  a.network.path.length - b.network.path.length;
