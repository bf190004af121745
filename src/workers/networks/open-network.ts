/** A dropped network: what it is, whether it runs, and what it gives. */
import { AnomalensError } from '#src/core/errors';
import type { ByteSource } from '#src/core/onnx/byte-source';
import { externalFilesOf, type OnnxHeader } from '#src/core/onnx/header';
import { readHeader } from '#src/core/onnx/read-header';
import { unsupportedNetwork } from '#src/core/onnx/unreadable';
import type { Card } from '#src/core/own-network/card';
import { type DecidedCard, decideCard } from '#src/core/own-network/decide-card';
import { ownGrid } from '#src/core/own-network/network-frame';
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
import { voteNormalisation } from './normalisation-vote';
import { normalisedPlanes } from './own-run';

/** Descriptions are short; weights are not looked into. */
const LONGEST_TEXT = 2 ** 20;
const TEXT_FILE = /\.(json|ya?ml)$/i;
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
  { network: file, beside, card, pictures, longSide }: OpenNetworkRequest,
  signal?: AbortSignal,
): Promise<Opened> {
  const header = await readHeader(sourceOf(file.blob));
  const found = card
    ? {
        card,
        because: { card: 'You said how it is fed and read.' },
        unclear: [],
        knowsKind: true,
        isGiven: true,
      }
    : decideCard(header, await textsOf(beside), titleOf(file.path));
  const decided =
    longSide === null ? found : { ...found, card: withLongSide(found.card, longSide) };
  const external = externalOf(header, beside);
  checkBytes([file, ...external]);
  const added = addedOutputs(header, decided.card);
  const files = { network: file.blob, external, card: decided.card, added };
  const network = new OwnNetwork(files, runtime, {
    inference: context.info.inference,
    device: context.device,
  });
  const started = performance.now();
  const [sha256] = await Promise.all([sha256Of(file.blob), network.prepare()]);
  const compileMs = performance.now() - started;
  const seen: HeldPicture[] = [];
  try {
    await stageBoundary(signal);
    for (const source of pictures.slice(0, MOST_PICTURES))
      seen.push((await openPicture(context, source, {}, signal)).entry);
    const settled = await settledCard(context, network, decided, seen);
    network.card = { ...settled.card, sha256 };
    const known = { ...settled, card: network.card };
    const voted = await votedCard(context, network, known, seen, signal);
    network.card = voted.card;
    return { ...voted, network, modelId: ownModelId(sha256), sha256, external, added, compileMs };
  } catch (error) {
    await network.release();
    throw error;
  } finally {
    for (const entry of seen) entry.release();
  }
}

function sourceOf(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  };
}

/** The file's name without its ending; a name that all files have tells less than the folder's. */
function titleOf(path: string): string {
  const parts = path
    .replace(/\.onnx$/i, '')
    .split('/')
    .filter((part) => part !== 'onnx');
  const name = parts.at(-1) || 'network';
  return /^(model|end2end)(_\w+)?$/i.test(name) ? (parts.at(-2) ?? name) : name;
}

async function textsOf(files: readonly GivenFile[]) {
  const texts = files.filter(({ path, blob }) => TEXT_FILE.test(path) && blob.size <= LONGEST_TEXT);
  return Promise.all(texts.map(async ({ path, blob }) => ({ path, text: await blob.text() })));
}

/** Browsers hold no more in one piece; a tab that is asked for it ends without a word. */
const MOST_BYTES = 2 ** 31 - 1;

/** @throws AnomalensError `out-of-memory` before anything large is loaded. */
function checkBytes(files: readonly GivenFile[]): void {
  const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
  if (bytes > MOST_BYTES)
    throw new AnomalensError(
      'out-of-memory',
      `The network has ${(bytes / 1e9).toFixed(1)} GB, and a tab takes at most 2 GB: export a smaller one, or one of half floats.`,
    );
}

/**
 * The files that hold weights, by the paths in the graph.
 * @throws AnomalensError `network-unsupported` that names those that are absent.
 */
function externalOf(header: OnnxHeader, beside: readonly GivenFile[]): GivenFile[] {
  const nameOf = (path: string) => path.split(/[/\\]/).at(-1);
  const wanted = externalFilesOf(header).map((path) => ({
    path,
    given: beside.find((file) => nameOf(file.path) === nameOf(path)),
  }));
  const absent = wanted.filter(({ given }) => !given).map(({ path }) => path);
  if (absent.length > 0)
    throw unsupportedNetwork(
      `its weights lie in ${absent.slice(0, 3).join(', ')}${absent.length > 3 ? ` and ${absent.length - 3} more` : ''}, which ${absent.length > 1 ? 'have' : 'has'} to be given with it`,
    );
  return wanted.flatMap(({ path, given }) => (given ? [{ path, blob: given.blob }] : []));
}

/** Tensors of the card that are no outputs yet. @throws AnomalensError `network-unsupported`. */
function addedOutputs({ nodes, outputs }: OnnxHeader, { output, features }: Card): string[] {
  const wanted = [output.name, output.masks, features].filter((name) => name !== null);
  const there = new Set(nodes.flatMap((node) => node.outputs));
  const missing = wanted.find((name) => !there.has(name));
  if (missing !== undefined)
    throw unsupportedNetwork(`there is no tensor "${missing}" in its graph, which the card names`);
  const listed = new Set(outputs.map(({ name }) => name));
  return [...new Set(wanted.filter((name) => !listed.has(name)))];
}

async function sha256Of(blob: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
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

/** A network of one size stays as it is. */
function withLongSide(card: Card, longSide: number): Card {
  const { size } = card.input;
  if (size.kind === 'fixed') return card;
  return { ...card, input: { ...card.input, size: { ...size, longSide } } };
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
