import { beforeEach, describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { CLASS_LISTS, DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import type { WordReading } from '#src/protocol/words';
import { openPictures } from '#src/session/testing/pictures-page';
import { getState, patchView } from '#src/store/store';
import { addWord } from './add-word';
import { chooseClassList } from './choose-class-list';
import { completeWord } from './complete-word';
import { groupClasses } from './group-classes';
import { mergeClasses } from './merge-classes';
import { redoWords } from './redo-words';
import { removeWord } from './remove-word';
import { setWordsRule } from './set-words-rule';
import { showWordMap } from './show-word-map';
import { splitClass } from './split-class';
import { switchWord } from './switch-word';
import { undoWords } from './undo-words';

const PROMPTS = { prompt: true } as const;
const READING: WordReading = {
  word: '',
  reads: '',
  from: 'dictionary',
  senses: [],
  equals: null,
  nearest: null,
};
/** What the worker says of a word. */
const KNOWN: Record<string, Partial<WordReading>> = {
  car: { equals: 'car' },
  automobile: { equals: 'car' },
  zzz: { from: 'unknown' },
};
let answered: (prefix: string) => Promise<void>;

beforeEach(() => {
  answered = () => Promise.resolve();
  openPictures(['a'], {
    readWords: ({ words }) => words.map(({ word }) => ({ ...READING, word, ...KNOWN[word] })),
    completeWord: async ({ prefix }) => {
      await answered(prefix);
      return [{ word: `${prefix}…`, category: 'animal' }];
    },
    wordMap: ({ word }) => {
      if (word === 'zzz') throw new AnomalensError('word-unknown', 'Nothing of it is known.');
      return { width: 1, height: 1, range: { min: 0, max: 1 }, levels: new Uint8Array(1) };
    },
  });
  patchView({ shownId: 'a' });
});

const words = () => getState().view.words;
const on = () => words().prompts.filter(({ off }) => !off);
const refusal = () => {
  const { place, error } = getState().words.refusal ?? {};
  return error ? [place, error.code] : null;
};
const conceptsOf = (className: string) =>
  words().classes.find(({ name }) => name === className)?.concepts;

describe('a typed word', () => {
  it('is looked for, as plain text; one that waits is switched on', async () => {
    expect(await addWord(PROMPTS, { word: '  “Zebra”' })).toBe(true);
    expect(await addWord(PROMPTS, { word: 'Cow' })).toBe(true);
    expect(on()).toEqual([{ word: 'cow' }, { word: 'zebra' }]);
    expect(words().prompts).toHaveLength(DEFAULT_VOCABULARY.prompts.length + 1);
    expect(refusal()).toBeNull();
  });

  it('that cannot be used is refused where it was typed, and nothing changes', async () => {
    const road = { className: 'road' };
    const tried = async (place: typeof PROMPTS | typeof road, word: string) => {
      expect(await addWord(place, { word })).toBe(false);
      return refusal();
    };
    expect(await tried(PROMPTS, 'zzz')).toEqual([PROMPTS, 'word-unknown']);
    expect(await tried(PROMPTS, '!')).toEqual([PROMPTS, 'word-empty']);
    expect(await tried(PROMPTS, 'automobile')).toEqual([PROMPTS, 'word-taken']);
    expect(await tried(road, 'car')).toEqual([road, 'word-taken']);
    expect(await tried(road, 'road')).toEqual([road, 'word-taken']);
    expect(words()).toBe(DEFAULT_VOCABULARY);
    await completeWord('ze');
    expect(refusal()).toBeNull();
  });

  it('is refused among five hundred, and where it made too many columns', async () => {
    const many = (count: number, off: boolean) =>
      Array.from({ length: count }, (_, i) => ({ word: `w${i}`, ...(off ? { off } : {}) }));
    patchView({ words: { ...DEFAULT_VOCABULARY, prompts: many(450, true) } });
    await addWord(PROMPTS, { word: 'zebra' });
    expect(refusal()).toEqual([PROMPTS, 'words-too-many']);
    patchView({ words: { ...DEFAULT_VOCABULARY, prompts: many(64 - 19, false) } });
    await addWord(PROMPTS, { word: 'zebra' });
    expect(refusal()).toEqual([PROMPTS, 'words-too-many']);
    expect(words().prompts).toHaveLength(64 - 19);
  });

  it('has the completions of what is typed last', async () => {
    let release = () => {};
    answered = (prefix) =>
      prefix === 'c' ? new Promise((resolve) => (release = resolve)) : Promise.resolve();
    const first = completeWord('c');
    await completeWord('co');
    release();
    await first;
    expect(getState().words.completions).toEqual({
      prefix: 'co',
      list: [{ word: 'co…', category: 'animal' }],
    });
    await completeWord(' ');
    expect(getState().words.completions.list).toEqual([]);
  });

  it('has its map on demand, of the picture that is shown', async () => {
    await showWordMap({ word: 'cow' });
    expect(getState().words.map).toMatchObject({ word: 'cow', pictureId: 'a', map: { width: 1 } });
    await showWordMap(null);
    expect(getState().words.map).toBeNull();
    await showWordMap({ word: 'zzz' });
    expect([getState().words.map, getState().words.error?.code]).toEqual([null, 'word-unknown']);
  });
});

describe('words of classes', () => {
  it('are switched off and removed, but not the last that is known', () => {
    patchView({
      words: { ...DEFAULT_VOCABULARY, classes: DEFAULT_VOCABULARY.classes.slice(13, 14) },
    });
    const car = { className: 'car' };
    switchWord(car, 0, false);
    removeWord(car, 1);
    expect(refusal()).toEqual([car, 'words-none']);
    expect(conceptsOf('car')).toEqual([{ word: 'car', off: true }, { word: 'cars' }]);
    switchWord(car, 0, true);
    expect(refusal()).toBeNull();
    removeWord(car, 1);
    expect(conceptsOf('car')).toEqual([{ word: 'car' }]);
  });

  it('come from a list, and classes are merged and split', () => {
    chooseClassList('fc-clip');
    expect(words().classes).toBe(CLASS_LISTS['fc-clip']);
    mergeClasses('truck', 'car');
    expect(words().merges).toEqual([['car', 'truck']]);
    groupClasses('categories');
    splitClass('car');
    expect(words().merges.flat()).not.toContain('car');
  });
});

describe('undo', () => {
  it('goes back and forth by what was done, the share as one step', async () => {
    await addWord(PROMPTS, { word: 'zebra' });
    setWordsRule({ alpha: 0.01 });
    setWordsRule({ alpha: 0.02 });
    undoWords();
    expect([words().alpha, on()]).toEqual([0.005, [{ word: 'zebra' }]]);
    undoWords();
    expect(words()).toBe(DEFAULT_VOCABULARY);
    undoWords();
    redoWords();
    redoWords();
    expect(words().alpha).toBe(0.02);
  });

  it('ends at the words that a link brought', () => {
    mergeClasses('car', 'bus');
    const linked = { ...DEFAULT_VOCABULARY, ensemble: false };
    patchView({ words: linked });
    undoWords();
    expect(words()).toBe(linked);
    setWordsRule({ calibrated: false });
    undoWords();
    expect(words()).toBe(linked);
  });
});
