/** A text in templates as the token ids that a sentence encoder takes. */
import { loadTokenizer } from './pieces';

/** Ids and what of them is there, `[texts, length]` each. */
interface SentenceTokens {
  ids: Float32Array;
  mask: Float32Array;
  texts: number;
  length: number;
}

/** The tokens of a text in all templates; null where none of its pieces is known. */
export type SentenceSplitter = (text: string) => SentenceTokens | null;

/** Tokens of one template at most, its start and end included. */
const LONGEST = 128;

/**
 * @param content of the tokenizer's file, with the whole vocabulary of the encoder.
 * @param templates each with `{}` where the text stands.
 * @throws ValiError for the file of another kind of tokenizer, RangeError without its special tokens.
 */
export async function loadSentenceSplitter(
  content: unknown,
  templates: readonly string[],
): Promise<SentenceSplitter> {
  const { encode, isKnown, vocabulary } = await loadTokenizer(content);
  const [start, end, padding] = ['[CLS]', '[SEP]', '[PAD]'].map((token) => vocabulary[token]);
  if (start === undefined || end === undefined || padding === undefined)
    throw new RangeError('it has no token for the start, the end or nothing');
  return (text) => {
    if (!encode(text).some(isKnown)) return null;
    const rows = templates.map((template) => {
      const ids = encode(template.replace('{}', () => text)).slice(0, LONGEST - 2);
      return [start, ...ids, end];
    });
    const length = Math.max(...rows.map((row) => row.length));
    const ids = new Float32Array(rows.length * length).fill(padding);
    const mask = new Float32Array(rows.length * length);
    for (const [i, row] of rows.entries()) {
      ids.set(row, i * length);
      mask.fill(1, i * length, i * length + row.length);
    }
    return { ids, mask, texts: rows.length, length };
  };
}
