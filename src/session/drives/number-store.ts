/**
 * Numbers of drives outlive the page: in the browser's database, by what tells a drive again. Pixels
 * are never kept.
 */

import { answerOf, ended, openedOnce } from '#src/session/storage/database';
import type { FrameNumbers, MethodNumbers } from '#src/store/drives/drive-records';

const DATABASE = 'anomalens-drives';
const NUMBERS = 'numbers';
const DRIVES = 'drives';
/** Drives beyond it are forgotten, those that were not opened for the longest time first. */
const KEPT_DRIVES = 20;

type Key = [identity: string, index: number, methodId: string];

const database = openedOnce(DATABASE, (fresh) => {
  fresh.createObjectStore(NUMBERS);
  fresh.createObjectStore(DRIVES);
});

/** All keys that begin with an identity: arrays come after numbers. */
const allOf = (identity: string) => IDBKeyRange.bound([identity], [identity, []]);

/** @throws DOMException when the browser keeps nothing, or its disk is full. */
export async function keepNumbers(
  identity: string,
  numbers: readonly FrameNumbers[],
): Promise<void> {
  const transaction = (await database()).transaction(NUMBERS, 'readwrite');
  for (const { index, methodId, ...record } of numbers) {
    const key: Key = [identity, index, methodId];
    transaction.objectStore(NUMBERS).put(record, key);
  }
  await ended(transaction);
}

/** What is kept of a drive, which counts as opened now. @throws DOMException as `keepNumbers`. */
export async function keptNumbers(identity: string): Promise<FrameNumbers[]> {
  const transaction = (await database()).transaction([NUMBERS, DRIVES], 'readwrite');
  const numbers = transaction.objectStore(NUMBERS);
  const drives = transaction.objectStore(DRIVES);
  drives.put(Date.now(), identity);
  const [keys, records, names, times] = await Promise.all([
    answerOf(numbers.getAllKeys(allOf(identity)) as IDBRequest<unknown> as IDBRequest<Key[]>),
    answerOf(numbers.getAll(allOf(identity)) as IDBRequest<MethodNumbers[]>),
    answerOf(drives.getAllKeys() as IDBRequest<string[]>),
    answerOf(drives.getAll() as IDBRequest<number[]>),
  ]);
  const byAge = names
    .map((name, place) => ({ name, time: times[place] as number }))
    .sort((a, b) => b.time - a.time);
  for (const { name } of byAge.slice(KEPT_DRIVES)) {
    drives.delete(name);
    numbers.delete(allOf(name));
  }
  await ended(transaction);
  return records.map((record, place) => {
    const [, index, methodId] = keys[place] as Key;
    return { index, methodId, ...record };
  });
}
