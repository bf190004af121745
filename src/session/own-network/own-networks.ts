/** Networks that a person has brought: opened in the worker, their methods made known on the page. */

import type { NetworkFit } from '#src/core/own-fit/network-fit';
import type { Card } from '#src/core/own-network/card';
import { ownMethods } from '#src/methods/own-methods';
import { registerMethods } from '#src/methods/registry';
import type {
  Inspected,
  InspectNetworkRequest,
  KnownNetwork,
  OpenedNetwork,
} from '#src/protocol/own-network';
import type { FrameSource } from '#src/protocol/pictures';
import { analyzeMissing } from '#src/session/analyze-picture';
import { forgetAnalyses } from '#src/session/held/record';
import { ask } from '#src/session/held-pictures';
import { loadCatalogue } from '#src/session/model-loads';
import { dropCard, keepCard, keptCard } from '#src/session/own-network/kept-cards';
import type { NetworkFiles } from '#src/session/own-network/network-files';
import { pictureSources } from '#src/store/files';
import type { OwnNetworkEntry } from '#src/store/state';
import { getState, patchResults, patchSession, patchView } from '#src/store/store';

/** By model id, for another look with another card, and for other engines. */
const files = new Map<string, NetworkFiles & { known: KnownNetwork }>();

/** What another engine of the page is told of the networks that are open. */
export function knownNetworks(): KnownNetwork[] {
  return [...files.values()].map(({ known }) => known);
}

/** One network is opened at a time. */
let opening: AbortController | null = null;

/** Ends the opening that is under way; what onnxruntime has begun it finishes, for nobody. */
export function cancelOpening(): void {
  opening?.abort();
}

/** By which an opening ends. It takes the place of a former one that is still under way. */
export function openingSignal(): AbortSignal {
  opening?.abort();
  opening = new AbortController();
  return opening.signal;
}

/** How many pictures say how a network is fed, where nothing else does. */
const MOST_PICTURES = 8;

/** What a network takes, before anything of it is loaded. @throws AnomalensError of the file. */
export function inspectOwnNetwork(given: NetworkFiles): Promise<Inspected> {
  return ask('inspectNetwork', requestOf(given, null));
}

function requestOf({ network, beside }: NetworkFiles, card: Card | null): InspectNetworkRequest {
  return {
    network: { path: network.path, blob: network.file },
    beside: beside.map(({ path, file }) => ({ path, blob: file })),
    card,
    longSide: null,
  };
}

/**
 * Opens a network: by the card that a person has made of it before, else by what its files say.
 * @throws AnomalensError of the network, `cancelled`.
 */
export async function openOwnNetwork(given: NetworkFiles): Promise<OpenedNetwork> {
  return openAs(given, await keptCard(given), true);
}

async function openAs(
  given: NetworkFiles,
  card: Card | null,
  isRecalled = false,
): Promise<OpenedNetwork> {
  const params = { ...requestOf(given, card), pictures: card ? [] : await openPictures() };
  const opened = await ask('openNetwork', params, { signal: openingSignal() });
  files.set(opened.modelId, { ...given, known: opened.known });
  keep(opened, isRecalled && card !== null);
  return opened;
}

/**
 * Opens the files of a network once more, with another card, which is kept for another time.
 * @throws AnomalensError as `openOwnNetwork`.
 */
export async function reopenOwnNetwork(modelId: string, card: Card): Promise<void> {
  const opened = await reopen(modelId, card);
  const { network, known } = files.get(modelId) ?? {};
  if (opened && network && known) keepCard(known.info.sha256, network.file.size, opened.card);
}

/** Forgets the card that was made of a network before. @throws AnomalensError as `openOwnNetwork`. */
export async function readFileAnew(modelId: string): Promise<void> {
  const { known } = files.get(modelId) ?? {};
  if (known) dropCard(known.info.sha256);
  await reopen(modelId, null);
}

async function reopen(modelId: string, card: Card | null): Promise<OpenedNetwork | null> {
  const given = files.get(modelId);
  if (!given) return null;
  patchEntry(modelId, { isOpening: true, error: null });
  try {
    return await openAs(given, card);
  } finally {
    patchEntry(modelId, { isOpening: false });
  }
}

/** Forgets a network with its scores; panes that show it go back to where the page begins. */
export async function closeOwnNetwork(modelId: string): Promise<void> {
  const { session } = getState();
  leaveMethods(modelId, () => true);
  registerMethods(modelId, []);
  forgetScores(modelId);
  files.delete(modelId);
  const { [modelId]: _gone, ...models } = session.models;
  patchSession({
    ownNetworks: session.ownNetworks.filter((entry) => entry.modelId !== modelId),
    catalogue: session.catalogue.filter(({ id }) => id !== modelId),
    models,
  });
  await ask('closeNetwork', { modelId });
}

/** Panes that show what has gone of a network go back to where the page begins. */
function leaveMethods(modelId: string, isGone: (methodId: string) => boolean): void {
  const hasGone = (id: string) => id.startsWith(`${modelId}-`) && isGone(id);
  patchView({
    panes: getState().view.panes.map((pane) =>
      hasGone(pane.methodId) ? { ...pane, methodId: BEGINNING, layer: 'mask' as const } : pane,
    ),
  });
}

/** What a pane shows in place of a network that has gone. */
const BEGINNING = 'max-entropy';

function openPictures(): Promise<FrameSource[]> {
  return openSources(getState().pictures.order.slice(0, MOST_PICTURES));
}

/** Pictures as the worker takes them, without those that cannot be opened. */
export async function openSources(ids: readonly string[]): Promise<FrameSource[]> {
  const sources = ids.flatMap((id) => pictureSources.get(id) ?? []);
  const opened = await Promise.allSettled(sources.map((source) => source.open()));
  // One that cannot be read says so where it is shown.
  return opened.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
}

/** What a worker is told of a network; undefined for one that is not open. */
export function knownNetwork(modelId: string): KnownNetwork | undefined {
  return files.get(modelId)?.known;
}

/** Makes known what was fitted for a network, which the worker has by now: its thresholds begin there. */
export function giveFit(modelId: string, fit: NetworkFit | null): void {
  const given = files.get(modelId);
  if (!given) return;
  files.set(modelId, { ...given, known: { ...given.known, fit } });
  forgetScores(modelId);
  const own = ownMethods(modelId, given.known.card, fit);
  registerMethods(modelId, own);
  leaveMethods(modelId, (methodId) => !own.some(({ id }) => id === methodId));
  patchEntry(modelId, { fit });
  void analyzeMissing();
}

function keep({ known, ...opened }: OpenedNetwork, isRecalled: boolean): void {
  const { modelId, card } = opened;
  forgetScores(modelId);
  registerMethods(modelId, ownMethods(modelId, card, opened.fit));
  const { session } = getState();
  const entry: OwnNetworkEntry = { ...opened, isRecalled, isOpening: false, error: null };
  const isKnown = session.ownNetworks.some((other) => other.modelId === modelId);
  patchSession({
    ownNetworks: isKnown
      ? session.ownNetworks.map((other) => (other.modelId === modelId ? entry : other))
      : [...session.ownNetworks, entry],
    models: { ...session.models, [modelId]: { state: 'ready', info: known.info } },
  });
  void loadCatalogue();
  void analyzeMissing();
}

/** Scores of an earlier card say nothing of the present one. */
function forgetScores(modelId: string): void {
  forgetAnalyses(modelId);
  const isOwn = (id: string) => id.startsWith(`${modelId}-`);
  const { results, view } = getState();
  const byPicture = Object.fromEntries(
    Object.entries(results.byPicture).map(([id, result]) => {
      const scores = Object.entries(result.scores).filter(([methodId]) => !isOwn(methodId));
      const { [modelId]: _error, ...errors } = result.errors;
      return [id, { ...result, scores: Object.fromEntries(scores), errors }];
    }),
  );
  patchResults({ byPicture });
  const thresholds = Object.entries(view.thresholds).filter(([id]) => !isOwn(id));
  patchView({ thresholds: Object.fromEntries(thresholds) });
}

export function patchEntry(modelId: string, patch: Partial<OwnNetworkEntry>): void {
  patchSession({
    ownNetworks: getState().session.ownNetworks.map((entry) =>
      entry.modelId === modelId ? { ...entry, ...patch } : entry,
    ),
  });
}
