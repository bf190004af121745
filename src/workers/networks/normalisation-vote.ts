/** Which mean and standard deviation a network was trained with, where nothing says it. */
import type { Card } from '#src/core/own-network/card';
import { ownGrid } from '#src/core/own-network/network-frame';
import {
  CANDIDATES,
  type Candidate,
  chosenCandidate,
  rankedCandidates,
} from '#src/core/own-network/normalisation-vote';
import type { OwnNetwork } from '#src/models/own/own-network';
import type { NormalisationVote } from '#src/protocol/own-network';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import { normalisedPlanes } from './own-run';

/** Candidates differ in small pictures as they do in large ones. */
const LONG_SIDE = 384;

/**
 * The candidate that most pictures speak for; the one that the card begins with among equals. Each picture is
 * run once for each of them.
 * @throws AnomalensError of the network, `cancelled`.
 */
export async function voteNormalisation(
  context: EngineContext,
  own: OwnNetwork,
  pictures: readonly HeldPicture[],
  signal?: AbortSignal,
): Promise<{ card: Card; vote: NormalisationVote }> {
  const votes = CANDIDATES.map(() => 0);
  for (const entry of pictures) {
    const maps = [];
    for (const candidate of CANDIDATES) {
      await stageBoundary(signal);
      const grid = ownGrid(entry.picture, own.card.input.size, LONG_SIDE);
      const card = withCandidate(own.card, candidate);
      const planes = await normalisedPlanes(context, entry.picture, grid, { card });
      const size = { width: grid.paddedWidth, height: grid.paddedHeight };
      maps.push((await own.run(planes, size, [])).logits);
    }
    (votes[chosenCandidate(maps)] as number) += 1;
  }
  const ranked = rankedCandidates(own.card.input, votes);
  const [winner] = ranked;
  return {
    card: winner ? withCandidate(own.card, winner) : own.card,
    vote: { pictures: pictures.length, candidates: ranked },
  };
}

function withCandidate(card: Card, { mean, std }: Candidate): Card {
  return { ...card, input: { ...card.input, mean, std } };
}
