/**
 * What is known of pictures outlives the page: numbers and small maps in the browser's database, by
 * what the picture holds, so that a set that is opened again is not analysed again. Pixels of
 * pictures are never kept.
 */
import type { Survey } from '#src/protocol/survey';
import { answerOf, openedOnce } from '#src/session/storage/database';

const DATABASE = 'anomalens-set';
const SURVEYS = 'surveys';
const BY_TIME = 'time';
/** About 22 kB each; the ones that were not used for the longest time go first. */
const MOST_KEPT = 2000;
/** Looking for those to go takes a while: not after every picture. */
const SURPLUS = 100;

interface Kept {
  survey: Omit<Survey, 'pictureId'>;
  /** When it was last used, ms. */
  time: number;
}

const database = openedOnce(DATABASE, (fresh) =>
  fresh.createObjectStore(SURVEYS).createIndex(BY_TIME, 'time'),
);

/** Null for a picture that is not kept. @throws DOMException where the browser keeps nothing. */
export async function keptSurvey(key: string): Promise<Omit<Survey, 'pictureId'> | null> {
  const surveys = (await database()).transaction(SURVEYS, 'readwrite').objectStore(SURVEYS);
  const kept = await answerOf(surveys.get(key) as IDBRequest<Kept | undefined>);
  if (kept) surveys.put({ ...kept, time: Date.now() }, key);
  return kept?.survey ?? null;
}

/** @throws DOMException as `keptSurvey`, or when the disk is full. */
export async function keepSurvey(
  key: string,
  { pictureId: _here, ...survey }: Survey,
): Promise<void> {
  const transaction = (await database()).transaction(SURVEYS, 'readwrite');
  const surveys = transaction.objectStore(SURVEYS);
  surveys.put({ survey, time: Date.now() } satisfies Kept, key);
  const surplus = (await answerOf(surveys.count())) - MOST_KEPT;
  if (surplus >= SURPLUS) {
    const oldest = surveys.index(BY_TIME).openCursor();
    let left = surplus;
    oldest.onsuccess = () => {
      const cursor = oldest.result;
      if (!cursor || left === 0) return;
      cursor.delete();
      left -= 1;
      cursor.continue();
    };
  }
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
