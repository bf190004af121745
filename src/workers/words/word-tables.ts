import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import { readWordTables, type WordFiles, type WordTables } from '#src/core/words/tables';
import type { Vocabulary } from '#src/core/words/vocabulary';
import type { ModelProvider, WordTablesSource } from '#src/workers/state/context';
import { SentenceEncoder } from '#src/workers/words/sentence-encoder';

/** Loads the tables once, when they are first asked for; after a failure they are loaded anew. */
export class WordTablesStore implements WordTablesSource {
  #tables: Promise<WordTables> | null = null;

  readonly #encoder: SentenceEncoder;

  /** @param load brings the files, verified. @param models has the sentence encoder. */
  constructor(
    private readonly load: () => Promise<WordFiles>,
    models: Pick<ModelProvider, 'get'>,
  ) {
    this.#encoder = new SentenceEncoder(models);
  }

  async reading(
    words: readonly string[],
    { encoder }: Pick<Vocabulary, 'encoder'>,
    signal?: AbortSignal,
  ): Promise<WordTables> {
    const tables = await this.get(signal);
    return encoder ? this.#encoder.reading(tables, words, signal) : tables;
  }

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
