/**
 * What was fitted for a network outlives the page, by the SHA-256 of its file and by how it is fed and
 * read: with another card its scores are others.
 */

import type { NetworkFit } from '#src/core/own-fit/network-fit';
import type { Card } from '#src/core/own-network/card';
import { answerOf, openedOnce } from '#src/session/storage/database';

const DATABASE = 'anomalens-fits';
const FITS = 'fits';

const database = openedOnce(DATABASE, (fresh) => fresh.createObjectStore(FITS));

const keyOf = (sha256: string, { input, output, features, classes, leftOut }: Card) =>
  JSON.stringify([sha256, input, output, features, classes.length, leftOut]);

/** Null where none is kept. @throws DOMException where the browser keeps nothing. */
export async function keptFit(sha256: string, card: Card): Promise<NetworkFit | null> {
  const store = (await database()).transaction(FITS).objectStore(FITS);
  const fit = await answerOf(store.get(keyOf(sha256, card)) as IDBRequest<NetworkFit | undefined>);
  return fit ?? null;
}

/** Null forgets it. @throws DOMException as `keptFit`, or when the disk is full. */
export async function keepFit(sha256: string, card: Card, fit: NetworkFit | null): Promise<void> {
  const store = (await database()).transaction(FITS, 'readwrite').objectStore(FITS);
  const key = keyOf(sha256, card);
  await (fit ? answerOf(store.put(fit, key)) : answerOf(store.delete(key)));
}
