/** The browser's databases, in which what is kept outlives the page. */

const LONGEST_OPENING_MS = 10_000;

/**
 * @param lay makes the object stores of a database that is new.
 * @throws DOMException where the browser keeps nothing for the page; Error where it does not open: some browsers
 *   leave that without an answer.
 */
export async function openDatabase(
  name: string,
  lay: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => lay(opening.result);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The database did not open.')), LONGEST_OPENING_MS);
  });
  try {
    return await Promise.race([answerOf(opening), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Opens at the first call, then answers with the same one; after a failure the next call tries again. */
export function openedOnce(
  name: string,
  lay: (database: IDBDatabase) => void,
): () => Promise<IDBDatabase> {
  let opened: Promise<IDBDatabase> | null = null;
  return () => {
    opened ??= openDatabase(name, lay).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
}

/** @throws DOMException when the request fails. */
export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** A write is there when its transaction has ended. @throws DOMException when it was aborted, as on a full disk. */
export function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
