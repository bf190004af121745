/** A dropped network: what it is, whether it runs, and what it gives. */
import { AnomalensError } from '#src/core/errors';
import type { Card } from '#src/core/own-network/card';
import type { DecidedCard } from '#src/core/own-network/decide-card';
import type { NetworkCost } from '#src/core/own-network/network-cost';
import { ownGrid } from '#src/core/own-network/network-frame';
import { exceedsMemory, type NetworkPlan, planTold } from '#src/core/own-network/network-plan';
import type { OutputTensor } from '#src/core/own-network/planes';
import { settleCard } from '#src/core/own-network/settle-card';
import { ownModelId } from '#src/methods/own-methods';
import { OwnNetwork } from '#src/models/own/own-network';
import type { Runtime } from '#src/models/own/own-session';
import type { GivenFile, NormalisationVote, OpenNetworkRequest } from '#src/protocol/own-network';
import { openPicture } from '#src/workers/files/open-picture';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import {
  addedOutputs,
  lookAt,
  planOf,
  SLOWEST_LOAD,
  sha256Of,
  tellLongStep,
  usualSize,
} from './given-network';
import { voteNormalisation } from './normalisation-vote';
import { normalisedPlanes } from './own-run';

/** The first run only looks at what comes out. */
const FIRST_LONG_SIDE = 256;
/** Fewer pictures do not agree on a normalisation. */
const LEAST_PICTURES = 5;
const MOST_PICTURES = 12;
/** Where the usual multiple does not do. */
const LARGER_MULTIPLES = [64, 128];

interface Decided extends DecidedCard {
  vote: NormalisationVote | null;
}

/** A network that runs, and what was found out about it. */
export interface Opened extends Decided {
  network: OwnNetwork;
  modelId: string;
  sha256: string;
  external: GivenFile[];
  added: string[];
  cost: NetworkCost;
  compileMs: number;
}

/**
 * Finds out what a file is, by what it says and by a first run.
 * @throws AnomalensError `network-unreadable`, `network-unsupported`, `network-unclear` for a card that
 * is wrong, `out-of-memory`, `cancelled`.
 */
export async function openNetwork(
  context: EngineContext,
  runtime: Runtime,
  request: OpenNetworkRequest,
  signal?: AbortSignal,
): Promise<Opened> {
  const looked = await lookAt(request);
  const { header, decided, external } = looked;
  const plan = planOf(context, looked);
  if (exceedsMemory(plan))
    throw new AnomalensError(
      'out-of-memory',
      `The network would take ${planTold(plan)}, and a tab has at most 4 GB: say a smaller long side in its card (input.size.longSide), or export a smaller network.`,
    );
  const added = addedOutputs(header, decided.card);
  const { cost } = looked;
  const file = request.network.blob;
  const files = { network: file, external, card: decided.card, added, cost };
  const network = new OwnNetwork(files, runtime, {
    inference: context.info.inference,
    device: context.device,
  });
  tellLongStep(context, plan.bytes / SLOWEST_LOAD);
  const started = performance.now();
  const [sha256] = await Promise.all([sha256Of(file), network.prepare()]);
  const compileMs = performance.now() - started;
  const seen: HeldPicture[] = [];
  try {
    await stageBoundary(signal);
    for (const source of request.pictures.slice(0, MOST_PICTURES))
      seen.push((await openPicture(context, source, {}, signal)).entry);
    const settled = await settledCard(context, network, decided, seen);
    network.card = { ...settled.card, sha256 };
    const known = { ...settled, card: network.card };
    const voted = await votedCard(context, network, known, seen, signal);
    network.card = voted.card;
    const because = { ...voted.because, cost: costTold(context, network, plan) };
    return {
      ...voted,
      because,
      network,
      modelId: ownModelId(sha256),
      sha256,
      external,
      added,
      cost,
      compileMs,
    };
  } catch (error) {
    await network.release();
    throw error;
  } finally {
    for (const entry of seen) entry.release();
  }
}

/** By the first run, which was on a small picture. */
function costTold(context: EngineContext, network: OwnNetwork, plan: NetworkPlan): string {
  const size = usualSize(context, network.card);
  const told = planTold({ ...plan, size, seconds: network.secondsFor(size) });
  return `A run takes ${told}.`;
}

/** What a run says; larger multiples are tried where the network takes no other sides. */
async function settledCard(
  context: EngineContext,
  network: OwnNetwork,
  decided: DecidedCard,
  [picture]: readonly HeldPicture[],
): Promise<DecidedCard> {
  const { size } = decided.card.input;
  const multiples = size.kind === 'free' ? [size.multipleOf, ...LARGER_MULTIPLES] : [1];
  let refusal: unknown = null;
  for (const multipleOf of multiples) {
    const card = size.kind === 'free' ? withMultiple(decided.card, multipleOf) : decided.card;
    network.card = card;
    try {
      return await firstRun(context, network, { ...decided, card }, picture);
    } catch (error) {
      refusal ??= error;
      const isOfRun = error instanceof AnomalensError && error.code === 'network-unsupported';
      if (!isOfRun) break;
    }
  }
  throw refusal;
}

function withMultiple(card: Card, multipleOf: number): Card {
  const size = { ...card.input.size, multipleOf } as Card['input']['size'];
  return { ...card, input: { ...card.input, size } };
}

async function firstRun(
  context: EngineContext,
  network: OwnNetwork,
  decided: DecidedCard,
  picture: HeldPicture | undefined,
): Promise<DecidedCard> {
  const { input, output } = decided.card;
  const seen = picture?.picture ?? context.compute.loadPicture(pattern(), PATTERN);
  try {
    const grid = ownGrid(seen, input.size, FIRST_LONG_SIDE);
    const planes = await normalisedPlanes(context, seen, grid, network);
    const size = { width: grid.paddedWidth, height: grid.paddedHeight };
    const names = output.masks === null ? [output.name] : [output.name, output.masks];
    tellLongStep(context, network.secondsFor(size));
    const results = await network.raw(planes, size, names);
    const masks = output.masks === null ? null : (results[output.masks] as OutputTensor);
    return settleCard(decided, results[output.name] as OutputTensor, masks, size);
  } finally {
    if (!picture) seen.release();
  }
}

/** Wide, so that its sides tell rows from columns. */
const PATTERN = { width: 256, height: 128 };

/** Soft waves of colour: a picture that no network is sure of. */
function pattern(): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = PATTERN;
  return Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => {
    const [x, y] = [(i >> 2) % width, Math.floor((i >> 2) / width)];
    return i % 4 === 3 ? 255 : 128 + 90 * Math.sin((x * (1 + (i % 4))) / 17 + (y * y) / 400);
  });
}

/** By the pictures, where nothing else says it and there are enough of them. */
async function votedCard(
  context: EngineContext,
  network: OwnNetwork,
  decided: DecidedCard,
  pictures: readonly HeldPicture[],
  signal?: AbortSignal,
): Promise<Decided> {
  const isAsked = decided.unclear.includes('normalisation');
  if (!isAsked || pictures.length < LEAST_PICTURES || decided.card.output.kind === 'classes')
    return { ...decided, vote: null };
  const { card, vote } = await voteNormalisation(context, network, pictures, signal);
  const [winner] = vote.candidates;
  const normalisation = `${winner?.votes} of ${vote.pictures} pictures speak for the mean and standard deviation of "${winner?.title}".`;
  return {
    ...decided,
    card,
    because: { ...decided.because, normalisation },
    vote, // the question stays: pictures only make it likely
  };
}
