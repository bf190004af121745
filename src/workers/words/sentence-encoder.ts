/** Vectors of words that the dictionary does not have, by the sentence encoder. */
import { AnomalensError } from '#src/core/errors';
import { inDictionary } from '#src/core/words/read-word';
import { plainText } from '#src/core/words/spelling';
import type { WordTables } from '#src/core/words/tables';
import { normalise } from '#src/core/words/vectors';
import type { ModelProvider } from '#src/workers/state/context';

export const SENTENCE_ENCODER = 'sentence-encoder';

/** Embeds each text once; the network is loaded with the first of them. */
export class SentenceEncoder {
  readonly #vectors = new Map<string, Float32Array>();

  constructor(private readonly models: Pick<ModelProvider, 'get'>) {}

  /**
   * The tables with a vector for each of these words that is not in the dictionary and of which some
   * piece is known. Nothing is loaded where all are in the dictionary.
   * @throws AnomalensError of the network and its tokenizer, `cancelled`.
   */
  async reading(
    tables: WordTables,
    words: readonly string[],
    signal?: AbortSignal,
  ): Promise<WordTables> {
    const texts = new Set(words.map(plainText));
    for (const text of texts) {
      if (text === '' || this.#vectors.has(text) || inDictionary(tables, text)) continue;
      const vector = await this.#vectorOf(text, tables.dictionary.dimensions, signal);
      if (vector) this.#vectors.set(text, vector);
    }
    return { ...tables, encoded: this.#vectors };
  }

  async #vectorOf(
    text: string,
    dimensions: number,
    signal?: AbortSignal,
  ): Promise<Float32Array | null> {
    const model = await this.models.get(SENTENCE_ENCODER, signal);
    if (!('network' in model) || !model.split)
      throw new AnomalensError('manifest-invalid', `"${SENTENCE_ENCODER}" reads no texts.`);
    const tokens = model.split(text);
    if (!tokens) return null;
    const dims = [tokens.texts, tokens.length];
    const { vector } = await model.network.run(
      { ids: { data: tokens.ids, dims }, mask: { data: tokens.mask, dims } },
      { width: tokens.length, height: tokens.texts },
      signal,
    );
    const data = Float32Array.from(vector?.data ?? []);
    if (data.length === dimensions && normalise(data)) return data;
    throw new AnomalensError(
      'model-invalid',
      `The sentence encoder gives ${data.length} numbers that are no vector of ${dimensions}.`,
    );
  }
}
