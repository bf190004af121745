/** The fit of a person's network to their ordinary pictures: made, kept, found again and forgotten. */
import type { NetworkFit } from '#src/core/own-fit/network-fit';
import type { FittedNetwork } from '#src/protocol/own-network';
import { ask } from '#src/session/held-pictures';
import { keepFit, keptFit } from '#src/session/own-network/kept-fits';
import {
  giveFit,
  knownNetwork,
  openingSignal,
  openSources,
} from '#src/session/own-network/own-networks';

/**
 * Fits a network to pictures; the browser keeps what comes out, where it keeps anything.
 * @throws AnomalensError as the worker's `fitNetwork`, `cancelled`.
 */
export async function fitOwnNetwork(
  modelId: string,
  ids: readonly string[],
): Promise<FittedNetwork> {
  const pictures = await openSources(ids);
  const fitted = await ask('fitNetwork', { modelId, pictures }, { signal: openingSignal() });
  giveFit(modelId, fitted.fit);
  await keep(modelId, fitted.fit);
  return fitted;
}

/** Takes the fit of an earlier visit, if there is one. */
export async function findFit(modelId: string): Promise<void> {
  const known = knownNetwork(modelId);
  if (!known) return;
  const fit = await keptFit(known.info.sha256, known.card).catch(() => null);
  if (fit) await take(modelId, fit);
}

/** Back to a network that nobody has measured. */
export async function forgetFit(modelId: string): Promise<void> {
  await take(modelId, null);
  await keep(modelId, null);
}

async function take(modelId: string, fit: NetworkFit | null): Promise<void> {
  await ask('takeFit', { modelId, fit });
  giveFit(modelId, fit);
}

/** A browser that keeps nothing takes nothing away: the fit is there until the page is closed. */
async function keep(modelId: string, fit: NetworkFit | null): Promise<void> {
  const known = knownNetwork(modelId);
  if (known) await keepFit(known.info.sha256, known.card, fit).catch(() => undefined);
}
