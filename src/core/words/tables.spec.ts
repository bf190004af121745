import { describe, expect, it } from 'vitest';
import { completionsOf, entryVector } from './dictionary';
import { piecesVector } from './pieces';
import { readWordTables, type WordFiles } from './tables';
import { BIAS, ENTRIES, SCALES, STATISTICS, wordFiles } from './testing/word-files';

const tables = await readWordTables(wordFiles());
const text = (content: unknown) => new TextEncoder().encode(JSON.stringify(content));

/** A dictionary of its own, with any vectors. */
const dictionary = (...entries: unknown[]) => ({
  dictionary: text({ schemaVersion: 1, dimensions: 4, categories: ['animal'], entries }),
  vectors: new Uint8Array(4 * entries.length).fill(1),
});

const withPieces = (vocab: unknown) =>
  text({ added_tokens: [], model: { type: 'WordPiece', unk_token: '[UNK]', vocab } });

describe('tables of words', () => {
  it('have each entry with its names, kind and unit vector', () => {
    const { dictionary } = tables;
    expect(dictionary.entries).toHaveLength(ENTRIES.length);
    expect(dictionary.entries[1]).toEqual({
      lemmas: ['dog', 'domestic dog'],
      category: 'animal',
      parent: 0,
      gloss: '',
    });
    expect([...entryVector(dictionary, 2)]).toEqual(
      [90, 30, 0, 0].map((x) => expect.closeTo(x / Math.hypot(90, 30), 6)),
    );
    expect(dictionary.byLemma.get('mouse')).toEqual([3, 4]);
  });

  it('have unit rows of ordinary pixels, and the numbers', () => {
    expect(tables.ordinary.slice(0, 4)).toEqual(Float32Array.of(0, 0, 1, 0));
    expect(tables.ordinary).toHaveLength(12);
    const { namingMean, ...numbers } = STATISTICS;
    expect(tables.statistics).toEqual({ ...numbers, namingMean: Float32Array.from(namingMean) });
  });

  it('take the first entry and the last for a parent', async () => {
    const changed = dictionary(['a', 0, 1, ''], ['b', 0, 0, '']);
    const read = await readWordTables(wordFiles(changed));
    expect(read.dictionary.entries.map(({ parent }) => parent)).toEqual([1, 0]);
  });

  it('read vectors wherever they lie in memory', async () => {
    const shifted = (bytes: Uint8Array) => {
      const memory = new Uint8Array(bytes.length + 3);
      memory.set(bytes, 3);
      return memory.subarray(3);
    };
    const files = Object.entries(wordFiles()).map(([name, bytes]) => [name, shifted(bytes)]);
    const { ordinary, pieces } = await readWordTables(Object.fromEntries(files) as WordFiles);
    expect(ordinary).toEqual(tables.ordinary);
    expect(pieces.bias).toEqual(Float32Array.from(BIAS));
  });

  const DAMAGED: [keyof WordFiles, string, Partial<WordFiles>, string?][] = [
    ['dictionary', 'no JSON', { dictionary: Uint8Array.of(123) }],
    ['dictionary', 'of another version', { dictionary: text({ schemaVersion: 2 }) }],
    [
      'dictionary',
      'with an unknown kind',
      dictionary(['a', 0, -1, ''], ['b', 1, -1, '']),
      'entry 1 names',
    ],
    ['dictionary', 'with a parent behind the last', dictionary(['a', 0, 1, '']), 'entry 0 names'],
    ['dictionary', 'with a parent before the first', dictionary(['a', 0, -2, '']), 'entry 0 names'],
    ['dictionary', 'with half a parent', dictionary(['a', 0, 0.5, ''])],
    ['dictionary', 'with an entry without a name', dictionary(['', 0, -1, ''])],
    [
      'dictionary',
      'with a vector too few',
      { vectors: new Uint8Array(4 * ENTRIES.length - 4).fill(1) },
      '60 bytes are not 16 rows of 4',
    ],
    ['dictionary', 'with a zero vector', { vectors: new Uint8Array(4 * ENTRIES.length) }],
    [
      'tokenizer',
      'of another kind',
      { tokenizer: text({ added_tokens: [], model: { type: 'BPE' } }) },
    ],
    [
      'tokenizer',
      'with a piece twice',
      { tokenizer: withPieces(['[UNK]', 'toy', 'toy']) },
      'a piece is in it twice',
    ],
    ['tokenizer', 'without pieces', { tokenizer: withPieces([]) }, 'it has no pieces'],
    ['tokenizer', 'with no table of pieces', { tokenizer: withPieces(null) }],
    ['tokenizer', 'with numbered pieces', { tokenizer: withPieces({ '[UNK]': 0, toy: 1 }) }],
    ['tokens', 'cut short', { tokens: wordFiles().tokens.slice(0, -1) }],
    [
      'tokens',
      'with a number that is none',
      { tokens: wordFiles().tokens.map((b, i) => (i < 4 ? 255 : b)) },
      'not finite',
    ],
    ['spelling', 'without British words', { spelling: text({ exceptions: {} }) }],
    ['ordinary', 'empty', { ordinary: new Uint8Array() }],
    ['ordinary', 'cut short', { ordinary: Uint8Array.of(1, 2, 3) }],
    ['statistics', 'of other dimensions', { statistics: text({ ...STATISTICS, namingMean: [1] }) }],
    [
      'statistics',
      'without a temperature',
      { statistics: text({ ...STATISTICS, temperature: 0 }) },
    ],
  ];

  it.each(DAMAGED)('%s %s are refused by name', async (name, _, changed, reason = '') => {
    await expect(readWordTables(wordFiles(changed))).rejects.toMatchObject({
      code: 'words-unreadable',
      message: expect.stringMatching(new RegExp(`"${name}".*${reason}`, 's')),
      retryable: false,
    });
  });
});

describe('completions', () => {
  const words = (prefix: string, most = 9) =>
    completionsOf(tables.dictionary, prefix, most).map(({ word }) => word);

  it('are the name itself, names that begin so, and names with a later word that does; short ones first', () => {
    expect(words('t')).toEqual(['tire', 'truck', 't-shirt', 'traffic light']);
    expect(words('do')).toEqual(['dog', 'domestic dog']);
    expect(words('dog')).toEqual(['dog', 'domestic dog']);
    expect(words('li')).toEqual(['traffic light']);
    expect(words('m')).toEqual(['mouse', 'mouse', 'computer mouse']);
    expect(words('d', 1)).toEqual(['dog']);
    expect(words('')).toEqual([]);
    expect(words('zebra')).toEqual([]);
  });

  it('begin with the name itself, also where a longer one is met before, and are in order where alike', async () => {
    const changed = dictionary(
      ['tyre', 0, -1, ''],
      ['car', 0, -1, ''],
      ['ca', 0, -1, ''],
      ['cab', 0, -1, ''],
    );
    const { dictionary: own } = await readWordTables(wordFiles(changed));
    expect(completionsOf(own, 'ca', 9).map(({ word }) => word)).toEqual(['ca', 'cab', 'car']);
    expect(completionsOf(own, 'ca', 2).map(({ word }) => word)).toEqual(['ca', 'cab']);
  });

  it('tell the senses of a word apart, and end at the number wished for', () => {
    expect(completionsOf(tables.dictionary, 'mou', 2)).toEqual([
      { word: 'mouse', sense: 'small rodent', category: 'animal' },
      { word: 'mouse', sense: 'device moved by hand', category: 'artifact' },
    ]);
    expect(completionsOf(tables.dictionary, 'mou', 1)).toHaveLength(1);
    expect(completionsOf(tables.dictionary, 'cone', 2)).toEqual([
      { word: 'cone', sense: 'in general', category: 'street' },
      { word: 'cone', sense: 'artifact', category: 'artifact' },
    ]);
    expect(completionsOf(tables.dictionary, 'road', 9)).toEqual([
      { word: 'road', category: 'street' },
    ]);
  });
});

describe('a word from its pieces', () => {
  const row = (id: number) => [10 * id, -10, id, 0].map((x) => x * (SCALES[id] as number));

  it('has the direction of the mean of their rows and the bias', () => {
    const [soft, toy] = [row(4), row(5)];
    const sum = BIAS.map((b, i) => b + ((soft[i] as number) + (toy[i] as number)) / 2);
    const length = Math.hypot(...sum);
    expect([...(piecesVector(tables.pieces, 'softtoy') ?? [])]).toEqual(
      sum.map((x) => expect.closeTo(x / length, 6)),
    );
  });

  it('leaves out what is unknown, and is none where all is', () => {
    expect(piecesVector(tables.pieces, 'prototype')).not.toBeNull();
    expect(piecesVector(tables.pieces, 'constructor')).toBeNull();
    expect(piecesVector(tables.pieces, 'toy zebra')).toEqual(piecesVector(tables.pieces, 'toy'));
    expect(piecesVector(tables.pieces, 'zebra [CLS]')).toBeNull();
    expect(piecesVector(tables.pieces, '')).toBeNull();
  });
});
