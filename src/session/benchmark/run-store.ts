/**
 * Where the checkpoints of the benchmark lie: the browser's database, or memory where that is
 * refused. Not its private file system: in a private window Chromium empties that one after ten
 * minutes in which nobody asks for a file.
 */
import { AnomalensError } from '#src/core/errors';
import type { FileStore } from '#src/evaluation/types';
import { answerOf, ended, openDatabase } from '#src/session/storage/database';

/** Held by the tab that writes there: two runs must not share one store. */
export const RUN_LOCK = 'anomalens-benchmark';
const DATABASE = 'anomalens-benchmark';
const FILES = 'files';

export interface RunStore extends FileStore {
  /** Why a reload ends the run; null when it does not. */
  hint: string | null;
  clear(): Promise<void>;
}

/** Never throws. */
export async function openRunStore(): Promise<RunStore> {
  try {
    return databaseStore(await openDatabase(DATABASE, (fresh) => fresh.createObjectStore(FILES)));
  } catch {
    return memoryStore(
      'This browser does not keep files for the page (a private window?): after a reload the run starts again.',
    );
  }
}

/** Lasts as long as the tab. */
export function memoryStore(hint: string): RunStore {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    hint,
    read: async (name) => files.get(name) ?? null,
    write: async (name, bytes) => void files.set(name, bytes),
    remove: async (name) => void files.delete(name),
    clear: async () => files.clear(),
  };
}

function databaseStore(database: IDBDatabase): RunStore {
  /**
   * A write is there when its transaction has ended: a reload before that leaves what was there.
   */
  const change = async (work: (files: IDBObjectStore) => void) => {
    const transaction = database.transaction(FILES, 'readwrite');
    work(transaction.objectStore(FILES));
    await ended(transaction);
  };
  return {
    hint: null,
    read: async (name) =>
      (await answerOf<Uint8Array<ArrayBuffer> | undefined>(
        database.transaction(FILES).objectStore(FILES).get(name),
      )) ?? null,
    write: async (name, bytes) => {
      try {
        await change((files) => files.put(bytes, name));
      } catch (cause) {
        const text =
          'The browser could not store the state of the run: is the disk full? Free some space and start again.';
        throw new AnomalensError('evaluation-state', text, true, { cause });
      }
    },
    remove: (name) => change((files) => files.delete(name)),
    clear: () => change((files) => files.clear()),
  };
}
