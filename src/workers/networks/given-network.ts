/** What was given of a network, as far as its header and the files beside it say it. */
import { AnomalensError } from '#src/core/errors';
import type { ByteSource } from '#src/core/onnx/byte-source';
import { externalFilesOf, type OnnxHeader } from '#src/core/onnx/header';
import { readHeader } from '#src/core/onnx/read-header';
import { unsupportedNetwork } from '#src/core/onnx/unreadable';
import { maskRoleOf } from '#src/core/own-masks/mask-signature';
import type { Card } from '#src/core/own-network/card';
import { type DecidedCard, decideCard } from '#src/core/own-network/decide-card';
import { type NetworkCost, networkCost } from '#src/core/own-network/network-cost';
import { firstLongSide, ownGrid } from '#src/core/own-network/network-frame';
import { type NetworkPlan, networkPlan } from '#src/core/own-network/network-plan';
import type { Size } from '#src/core/types';
import { threadsOfRuntime } from '#src/models/ort';
import type { GivenFile, Inspected, InspectNetworkRequest } from '#src/protocol/own-network';
import type { EngineContext } from '#src/workers/state/context';

/** Descriptions are short; weights are not looked into. */
const LONGEST_TEXT = 2 ** 20;
const TEXT_FILE = /\.(json|ya?ml)$/i;
/** A network before anything of it is loaded. */
export interface LookedAt {
  header: OnnxHeader;
  decided: DecidedCard;
  /** The files that hold its weights, by the paths in the graph. */
  external: GivenFile[];
  bytes: number;
  cost: NetworkCost;
}

/**
 * Reads the header, and decides the card by it and by what lies beside the network.
 * @throws AnomalensError `network-unreadable`, `network-unsupported`, `network-unclear`,
 * `out-of-memory`.
 */
export async function lookAt({
  network,
  beside,
  card,
  longSide,
}: InspectNetworkRequest): Promise<LookedAt> {
  const header = await readHeader(sourceOf(network.blob));
  const found = card
    ? {
        card,
        because: { card: 'You said how it is fed and read.' },
        unclear: [],
        knowsKind: true,
        isGiven: true,
      }
    : decideCard(header, await textsOf(beside), titleOf(network.path));
  const decided =
    longSide === null ? found : { ...found, card: withLongSide(found.card, longSide) };
  const external = withExternal(header, beside);
  const bytes = [network, ...external].reduce((sum, { blob }) => sum + blob.size, 0);
  checkBytes(bytes);
  return { header, decided, external, bytes, cost: networkCost(header, decided.card.input.name) };
}

/**
 * What a file is and takes, by its header alone. @throws AnomalensError as `lookAt`; of half a segmenter only
 * what makes its header unreadable.
 */
export async function inspect(
  context: Pick<EngineContext, 'options' | 'info'>,
  request: InspectNetworkRequest,
): Promise<Inspected> {
  const header = await readHeader(sourceOf(request.network.blob));
  const role = maskRoleOf(header);
  if (role === null) return { ...planOf(context, await lookAt(request)), role: 'classes' };
  const bytes = request.network.blob.size;
  const cost = networkCost(header, header.inputs[0]?.name ?? '');
  const machine = { inference: 'wasm' as const, threads: threadsOfRuntime() };
  return { ...networkPlan(cost, bytes, MASK_FRAME, machine), role };
}

/** What promptable segmenters read. */
const MASK_FRAME = { width: 1024, height: 1024 };

/** The shape of street pictures. */
const STREET = { width: 2048, height: 1024 };

/** What the network is given of a street picture at first. */
export function usualSize({ options }: Pick<EngineContext, 'options'>, { input }: Card): Size {
  const longSide = firstLongSide(input.size, options.longSide);
  const { paddedWidth, paddedHeight } = ownGrid(STREET, input.size, longSide);
  return { width: paddedWidth, height: paddedHeight };
}

/** What a run takes, by the graph alone. */
export function planOf(
  context: Pick<EngineContext, 'options' | 'info'>,
  { bytes, cost, decided }: Pick<LookedAt, 'bytes' | 'cost' | 'decided'>,
): NetworkPlan {
  const { inference } = context.info;
  const machine = { inference, threads: threadsOfRuntime() };
  return networkPlan(cost, bytes, usualSize(context, decided.card), machine);
}

/** Bytes a second that are surely read, parsed and put in their order. */
export const SLOWEST_LOAD = 5e6;
/** Estimates are rough, and other work runs beside. */
const SURELY = 5;
/** Shorter steps need no patience of the page's watchdog. */
const LEAST_SECONDS = 2;

/** Tells the page that nothing may be heard for so long. @param seconds as estimated. */
export function tellLongStep({ tellPage }: Pick<EngineContext, 'tellPage'>, seconds: number): void {
  if (seconds > LEAST_SECONDS) tellPage('longStep', { milliseconds: 1000 * SURELY * seconds });
}

/** A network of one size stays as it is. */
function withLongSide(card: Card, longSide: number): Card {
  const { size } = card.input;
  if (size.kind === 'fixed') return card;
  return { ...card, input: { ...card.input, size: { ...size, longSide } } };
}

/** Smaller files are read at once: a graph has many pieces, and each costs a browser a message. */
const READ_AT_ONCE = 2 ** 24;

/** A file that is read piece by piece where it is large, else as a whole with the first piece. */
export function sourceOf(blob: Blob): ByteSource {
  const read = async (start: number, end: number) =>
    new Uint8Array(await blob.slice(start, end).arrayBuffer());
  if (blob.size > READ_AT_ONCE) return { size: blob.size, read };
  let whole: Promise<Uint8Array> | null = null;
  return {
    size: blob.size,
    read: async (start, end) => {
      whole ??= read(0, blob.size);
      return (await whole).subarray(start, end);
    },
  };
}

/** As text, in small letters. */
export async function sha256Of(blob: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The file's name without its ending; a name that all files have tells less than the folder's. */
export function titleOf(path: string): string {
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
function checkBytes(bytes: number): void {
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
export function withExternal(header: OnnxHeader, beside: readonly GivenFile[]): GivenFile[] {
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
export function addedOutputs({ nodes, outputs }: OnnxHeader, { output, features }: Card): string[] {
  const wanted = [output.name, output.masks, features].filter((name) => name !== null);
  const there = new Set(nodes.flatMap((node) => node.outputs));
  const missing = wanted.find((name) => !there.has(name));
  if (missing !== undefined)
    throw unsupportedNetwork(`there is no tensor "${missing}" in its graph, which the card names`);
  const listed = new Set(outputs.map(({ name }) => name));
  return [...new Set(wanted.filter((name) => !listed.has(name)))];
}
