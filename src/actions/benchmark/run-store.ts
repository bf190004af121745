/** Where the checkpoints of the benchmark lie: the browser's private file system, or memory where that is refused. */
import { AnomalensError } from '#src/core/errors';
import type { FileStore } from '#src/evaluation/types';

/** Held by the tab that writes there: two runs must not share one store. */
export const RUN_LOCK = 'anomalens-benchmark';
const FOLDER = 'benchmark';

export interface RunStore extends FileStore {
  /** Why a reload ends the run; null when it does not. */
  hint: string | null;
  clear(): Promise<void>;
}

/** Never throws. */
export async function openRunStore(): Promise<RunStore> {
  try {
    const root = await navigator.storage.getDirectory();
    const store = fileStore(root);
    // Some browsers give the folder and refuse to write.
    await store.write('probe', Uint8Array.of(1));
    await store.remove('probe');
    return store;
  } catch {
    return memoryStore('This browser does not keep files for the page (a private window?): after a reload the run starts again.');
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

function fileStore(root: FileSystemDirectoryHandle): RunStore {
  const folder = () => root.getDirectoryHandle(FOLDER, { create: true });
  return {
    hint: null,
    read: async (name) => {
      const handle = await absentAsNull((await folder()).getFileHandle(name));
      return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
    },
    // A writable replaces the file when it is closed: a reload in between leaves the old one.
    write: async (name, bytes) => {
      try {
        const writable = await (await (await folder()).getFileHandle(name, { create: true })).createWritable();
        await writable.write(bytes);
        await writable.close();
      } catch (cause) {
        const text = 'The browser could not store the state of the run: is the disk full? Free some space and start again.';
        throw new AnomalensError('evaluation-state', text, true, { cause });
      }
    },
    remove: async (name) => void (await absentAsNull((await folder()).removeEntry(name))),
    clear: async () => void (await absentAsNull(root.removeEntry(FOLDER, { recursive: true }))),
  };
}

async function absentAsNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}
