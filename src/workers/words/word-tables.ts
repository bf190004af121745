import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import { readWordTables, type WordFiles, type WordTables } from '#src/core/words/tables';
import type { WordTablesSource } from '#src/workers/state/context';

/** Loads the tables once, when they are first asked for; after a failure they are loaded anew. */
export class WordTablesStore implements WordTablesSource {
  #tables: Promise<WordTables> | null = null;

  /** @param load brings the files, verified. */
  constructor(private readonly load: () => Promise<WordFiles>) {}

  /** Who cancels goes; the tables come for the others. */
  async get(signal?: AbortSignal): Promise<WordTables> {
    const tables = this.#tables ?? this.load().then(readWordTables);
    this.#tables = tables;
    try {
      const read = await tables;
      throwIfCancelled(signal);
      return read;
    } catch (error) {
      if (this.#tables === tables && !signal?.aborted) this.#tables = null;
      throw error;
    }
  }
}
