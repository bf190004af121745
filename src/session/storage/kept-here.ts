/** All that the page keeps in this browser: local storage, databases and caches of its own names. */

/** What every name of the page begins with. */
const OWN = 'anomalens';

export interface KeptHere {
  /** Characters of settings, readings of labels and learnt classes, as bytes of UTF-16. */
  settings: number;
  /** Numbers and small masks of pictures and drives; null where the browser does not tell. */
  results: number | null;
  /** Networks and the page itself; null where the browser does not tell. */
  files: number | null;
  /** Bytes that the browser allows; null where it does not tell. */
  quota: number | null;
}

/** Chrome's addition to the standard's estimate. */
interface Estimate extends StorageEstimate {
  usageDetails?: { indexedDB?: number; caches?: number };
}

function ownKeys(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(OWN));
}

export async function keptHere(): Promise<KeptHere> {
  const keys = ownKeys();
  const settings = keys.reduce(
    (sum, key) => sum + 2 * (key.length + (localStorage.getItem(key) ?? '').length),
    0,
  );
  const { quota, usageDetails }: Estimate = await navigator.storage.estimate();
  return {
    settings,
    results: usageDetails ? (usageDetails.indexedDB ?? 0) : null,
    files: usageDetails ? (usageDetails.caches ?? 0) : null,
    quota: quota ?? null,
  };
}

/** A database that a tab holds open goes when that tab does, so nobody waits for it. */
function deleted(name: string): Promise<void> {
  return new Promise((resolve) => {
    const deletion = indexedDB.deleteDatabase(name);
    deletion.onsuccess = deletion.onerror = deletion.onblocked = () => resolve();
  });
}

/** Removes everything; what this page itself holds open goes when it is loaded anew. */
export async function forgetAll(): Promise<void> {
  for (const key of ownKeys()) localStorage.removeItem(key);
  const databases = await indexedDB.databases();
  await Promise.all(
    databases.flatMap(({ name }) => (name?.startsWith(OWN) ? [deleted(name)] : [])),
  );
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}
