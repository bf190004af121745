import { describe, expect, it } from 'vitest';
import { DEFAULT_VOCABULARY } from './class-lists';
import { MOST_CONCEPTS } from './columns';
import { classWith, readWord, vectorOfWord, type WordPlace, whyNotAdded } from './read-word';
import { readWordTables } from './tables';
import { wordFiles } from './testing/word-files';
import type { Vocabulary } from './vocabulary';

const tables = await readWordTables(wordFiles());
const read = (word: string, sense?: string) =>
  readWord(tables, sense === undefined ? { word } : { word, sense });

describe('a word', () => {
  it.each([
    ['dog', 'dog', 'dictionary'],
    ['Dogs', 'dog', 'dictionary'],
    ['geese', 'goose', 'dictionary'],
    ['Tyres', 'tire', 'dictionary'],
    ['traffic lights', 'traffic light', 'dictionary'],
    ['glasses', 'glasses', 'dictionary'],
    ['buses', 'bus', 'dictionary'],
    ['T shirt', 't-shirt', 'dictionary'],
    ['Soft toy', 'soft toy', 'pieces'],
    ['zebra', 'zebra', 'unknown'],
    ['犬', '犬', 'unknown'],
  ])('%j is read as %j from %s', (word, reads, from) => {
    const found = read(word);
    expect(found).toMatchObject({ reads, from });
    expect(found.vector === null).toBe(from === 'unknown');
  });

  it('has the vector of its entry, and tells its kind', () => {
    expect(read('cars')).toEqual({
      reads: 'car',
      from: 'dictionary',
      meaning: 'entry 5',
      sense: null,
      senses: [],
      category: 'artifact',
      vector: Float32Array.of(0, 1, 0, 0),
    });
    expect(vectorOfWord(tables, { word: 'roads' })).toEqual(Float32Array.of(0, 0, 1, 0));
  });

  it('means the same as its plural and its other names', () => {
    expect(read('cars').meaning).toBe(read('automobile').meaning);
    expect(read('soft toy').meaning).toBe(read('Soft  Toy').meaning);
    expect(read('soft toy').meaning).not.toBe(read('toy').meaning);
  });

  it('has its usual sense unless another is chosen; one that it lacks is passed over', () => {
    const senses = ['small rodent', 'device moved by hand'];
    expect(read('mice')).toMatchObject({ sense: senses[0], senses, category: 'animal' });
    expect(read('mouse', senses[1])).toMatchObject({ sense: senses[1], meaning: 'entry 4' });
    expect(read('mouse', 'a word of yesterday')).toMatchObject({ sense: senses[0] });
    expect(read('dog', senses[1])).toMatchObject({ sense: null, meaning: 'entry 1' });
  });

  it('in no particular sense means what it usually does, with a vector of its own', () => {
    const cone = read('cones');
    expect(cone).toMatchObject({ sense: 'in general', senses: ['in general', 'artifact'] });
    expect(cone.meaning).toBe(read('cone shape').meaning);
    expect(cone.meaning).toBe(read('cone', 'artifact').meaning);
    expect(cone.meaning).not.toBe(read('strobile').meaning);
    expect(cone.vector).not.toEqual(read('cone', 'artifact').vector);
    expect(read('road').meaning).toBe('entry 9');
  });

  it.each(['', '  ', '?!'])('%j is empty', (word) => {
    expect(() => read(word)).toThrow(expect.objectContaining({ code: 'word-empty' }));
  });

  it('that is unknown has no vector', () => {
    expect(() => vectorOfWord(tables, { word: 'zebra' })).toThrow(
      expect.objectContaining({ code: 'word-unknown', message: expect.stringContaining('zebra') }),
    );
  });
});

const vocabulary: Vocabulary = {
  ...DEFAULT_VOCABULARY,
  classes: [
    { name: 'car', concepts: [{ word: 'car' }, { word: 'lorry', off: true }, { word: '?' }] },
    { name: 'road', concepts: [{ word: 'road' }] },
  ],
  prompts: [{ word: 'dog' }, { word: 'mouse', sense: 'small rodent' }],
};

describe('adding a word', () => {
  it('finds the class of a word that means the same, switched off or on', () => {
    const of = (word: string) => classWith(tables, vocabulary, read(word));
    expect([of('Automobiles'), of('truck'), of('road'), of('dog')]).toEqual([
      'car',
      'car',
      'road',
      null,
    ]);
  });

  const add = (word: string, place: WordPlace, sense?: string, of = vocabulary) => {
    const choice = sense === undefined ? { word } : { word, sense };
    const reading = read(word, sense);
    const equals = classWith(tables, of, reading);
    return whyNotAdded(of, place, choice, { from: reading.from, equals })?.code ?? null;
  };
  const prompt = { prompt: true } as const;
  const toRoad = { className: 'road' };

  it.each([
    ['goose', prompt, undefined, null],
    ['Dog', prompt, undefined, 'word-taken'],
    ['mouse', prompt, 'device moved by hand', null],
    ['mouse', prompt, 'small rodent', 'word-taken'],
    ['cars', prompt, undefined, 'word-taken'],
    ['truck', prompt, undefined, 'word-taken'],
    ['zebra', prompt, undefined, 'word-unknown'],
    ['soft toy', prompt, undefined, null],
    ['traffic light', toRoad, undefined, null],
    ['road', toRoad, undefined, 'word-taken'],
    ['roads', toRoad, undefined, null],
    ['car', toRoad, undefined, 'word-taken'],
    ['zebra', toRoad, undefined, 'word-unknown'],
  ])('%j to %j in the sense %s: %s', (word, place, sense, code) => {
    expect(add(word, place, sense)).toBe(code);
  });

  it('names the class that has it', () => {
    const refused = whyNotAdded(
      vocabulary,
      prompt,
      { word: 'cars' },
      { from: 'dictionary', equals: 'car' },
    );
    expect(refused?.message).toContain('“car”');
  });

  it('is refused when the list is full', () => {
    const prompts = Array.from({ length: MOST_CONCEPTS - 4 }, (_, i) => ({ word: `w${i}` }));
    expect(add('goose', prompt, undefined, { ...vocabulary, prompts })).toBe('words-too-many');
    expect(
      add('goose', prompt, undefined, { ...vocabulary, prompts: prompts.slice(1) }),
    ).toBeNull();
  });
});
