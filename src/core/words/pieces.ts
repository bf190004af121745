/** Vectors of strings that no dictionary has, from the pieces that a tokenizer cuts them into. */
import * as v from 'valibot';
import { normalise } from './vectors';

/** The ids of a text's pieces that are in the table; none where it has only unknown ones. */
type Splitter = (text: string) => number[];

export interface PieceTable {
  split: Splitter;
  /** `[dimensions]` */
  bias: Float32Array;
  /** `[pieces]` */
  scales: Float32Array;
  /** `[pieces, dimensions]` */
  rows: Int8Array;
}

const FLOAT = 4;

/** What is read of a tokenizer's file; the rest is its library's. */
const tokenizerFile = v.looseObject({
  added_tokens: v.array(v.looseObject({ id: v.number(), special: v.boolean() })),
  model: v.looseObject({
    type: v.literal('WordPiece'),
    unk_token: v.string(),
    /** A piece's place is its id, which the library's own form writes out beside each. */
    vocab: v.pipe(
      v.array(v.string()),
      v.minLength(1, 'it has no pieces'),
      v.check((pieces) => new Set(pieces).size === pieces.length, 'a piece is in it twice'),
    ),
  }),
});

export interface WordPieceTokenizer {
  /** Ids of all pieces of a text, the unknown ones among them. */
  encode: Splitter;
  /** Whether an id is that of a piece of text, neither unknown nor special. */
  isKnown: (id: number) => boolean;
  vocabulary: Readonly<Record<string, number>>;
}

/**
 * WordPiece by the library that reads such files, which comes with the first of them.
 * @throws ValiError for the file of another kind of tokenizer.
 */
export async function loadTokenizer(content: unknown): Promise<WordPieceTokenizer> {
  const { added_tokens, model, ...others } = v.parse(tokenizerFile, content);
  const vocabulary = Object.fromEntries(model.vocab.map((piece, id) => [piece, id]));
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const tokenizer = new Tokenizer(
    { ...others, added_tokens, model: { ...model, vocab: vocabulary } },
    {},
  );
  const special = new Set(added_tokens.filter((token) => token.special).map(({ id }) => id));
  special.add(vocabulary[model.unk_token] ?? -1);
  return {
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    isKnown: (id) => !special.has(id),
    vocabulary,
  };
}

/** As `loadTokenizer`, of a table's pieces alone. */
export async function loadSplitter(content: unknown): Promise<{ split: Splitter; pieces: number }> {
  const { encode, isKnown, vocabulary } = await loadTokenizer(content);
  return {
    split: (text) => encode(text).filter(isKnown),
    pieces: Object.keys(vocabulary).length,
  };
}

/**
 * @param bytes little-endian: float32 `bias [dimensions]`, float32 `scales [pieces]`, int8 `[pieces,
 * dimensions]`. @throws RangeError for another length or numbers that are not finite.
 */
export function parsePieces(
  bytes: Uint8Array,
  dimensions: number,
  { split, pieces }: { split: Splitter; pieces: number },
): PieceTable {
  const floats = dimensions + pieces;
  if (bytes.length !== floats * FLOAT + pieces * dimensions)
    throw new RangeError(`${bytes.length} bytes are not ${pieces} pieces of ${dimensions}`);
  const aligned = bytes.slice();
  const head = new Float32Array(aligned.buffer, 0, floats);
  if (!head.every(Number.isFinite)) throw new RangeError('a bias or a scale is not finite');
  return {
    split,
    bias: head.subarray(0, dimensions),
    scales: head.subarray(dimensions),
    rows: new Int8Array(aligned.buffer, floats * FLOAT),
  };
}

/**
 * `normalise(bias + mean_i scale_i row_i)` over the pieces of a text, `[dimensions]`; null where none of
 * them is known.
 */
export function piecesVector(
  { split, bias, scales, rows }: PieceTable,
  text: string,
): Float32Array<ArrayBuffer> | null {
  const ids = split(text);
  if (ids.length === 0) return null;
  const sum = new Float32Array(bias.length);
  for (const id of ids) {
    const scale = (scales[id] as number) / ids.length;
    for (let i = 0; i < sum.length; i++)
      (sum[i] as number) += scale * (rows[id * sum.length + i] as number);
  }
  for (let i = 0; i < sum.length; i++) (sum[i] as number) += bias[i] as number;
  return normalise(sum) ? sum : null;
}
