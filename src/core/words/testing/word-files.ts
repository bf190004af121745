/** Tables of a few words in four dimensions, as files. */
import type { WordFiles } from '../tables';

const DIMENSIONS = 4;
const CATEGORIES = ['animal', 'artifact', 'street'];

/** Names, category, parent, gloss; and the direction of its vector. */
type Entry = [names: string, category: number, parent: number, gloss: string, vector: number[]];

export const ENTRIES: readonly Entry[] = [
  ['animal|beast', 0, -1, '', [3, 1, 0, 0]],
  ['dog|domestic dog', 0, 0, '', [100, 0, 0, 0]],
  ['goose', 0, 0, '', [90, 30, 0, 0]],
  ['mouse', 0, 0, 'small rodent', [80, -40, 0, 0]],
  ['mouse|computer mouse', 1, -1, 'device moved by hand', [0, 0, 0, 100]],
  ['car|automobile', 1, -1, '', [0, 100, 0, 0]],
  ['truck|lorry', 1, -1, '', [0, 90, 20, 0]],
  ['tire', 1, -1, '', [0, 60, 60, 0]],
  ['t-shirt', 1, -1, '', [0, 0, 10, 100]],
  ['road', 2, -1, '', [0, 0, 100, 0]],
  ['traffic light', 2, -1, '', [0, 30, 100, 0]],
  ['glasses', 1, -1, '', [10, 0, 0, 90]],
  ['bus', 1, -1, '', [0, 80, 10, 10]],
  ['cone', 2, -1, '', [0, 0, 50, 50]],
  ['cone|cone shape', 1, -1, '', [0, 10, 50, 50]],
  ['cone|strobile', 1, -1, '', [10, 0, 50, 50]],
];

const PIECES = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  'soft',
  '##toy',
  'toy',
  'the',
  '-',
  'prototype',
];
/** Rows of the pieces; those without a word of their own are zero. */
const PIECE_ROWS = PIECES.map((_, i) => (i < 4 ? [0, 0, 0, 0] : [10 * i, -10, i, 0]));
export const BIAS = [0.5, 0, 0, -0.5];
export const SCALES = PIECES.map((_, i) => i / 64);

const json = (content: unknown) => new TextEncoder().encode(JSON.stringify(content));
const int8 = (rows: readonly (readonly number[])[]) =>
  new Uint8Array(Int8Array.from(rows.flat()).buffer);

const tokenizer = {
  version: '1.0',
  added_tokens: [0, 1, 2, 3].map((id) => ({
    id,
    content: PIECES[id],
    special: true,
    normalized: false,
  })),
  normalizer: {
    type: 'BertNormalizer',
    lowercase: true,
    clean_text: true,
    handle_chinese_chars: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: null,
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: PIECES,
  },
};

export const STATISTICS = {
  temperature: 0.07,
  namingMean: [0.25, 0, 0, 0],
  leastNameSimilarity: 0.5,
  near: 0.9,
  middle: 0.5,
  alpha: 0.005,
};

/** All files; a spec may put its own in place of some. */
export function wordFiles(changed: Partial<WordFiles> = {}): WordFiles {
  const head = new Uint8Array(Float32Array.from([...BIAS, ...SCALES]).buffer);
  return {
    dictionary: json({
      schemaVersion: 1,
      dimensions: DIMENSIONS,
      categories: CATEGORIES,
      entries: ENTRIES.map(([names, category, parent, gloss]) => [names, category, parent, gloss]),
    }),
    vectors: int8(ENTRIES.map(([, , , , vector]) => vector)),
    tokenizer: json(tokenizer),
    tokens: new Uint8Array([...head, ...int8(PIECE_ROWS)]),
    spelling: json({
      exceptions: { geese: 'goose', mice: 'mouse' },
      british: { tyre: 'tire', colour: 'color' },
    }),
    ordinary: int8([
      [0, 0, 100, 0],
      [0, 10, 100, 0],
      [0, 100, 10, 0],
    ]),
    statistics: json(STATISTICS),
    ...changed,
  };
}
