import { describe, expect, it } from 'vitest';
import { DEFAULT_VOCABULARY } from './class-lists';
import {
  withClassList,
  withGrouping,
  withMerged,
  withWord,
  withWordSwitched,
} from './edit-vocabulary';
import { toldVocabulary } from './told-vocabulary';

const USUAL = DEFAULT_VOCABULARY;

describe('a vocabulary in a report', () => {
  it('is told where it is the usual one too', () => {
    expect(toldVocabulary(USUAL)).toEqual([
      ['Looked for', 'nothing beside the known classes'],
      ['Words of the known classes', 'the strict lists'],
      ['Merged classes', 'none'],
      ['Of the words of a class', 'all count'],
      ['Each word looked for takes', 'at most 0.5 % of ordinary street'],
      ['Words outside the dictionary', 'put together from pieces'],
    ]);
  });

  it('holds every edit, and the words that are switched on alone', () => {
    const listed = withMerged(withClassList(USUAL, 'fc-clip'), 'car', 'bus');
    const skyless = [0, 1].reduce(
      (words, index) => withWordSwitched(words, { className: 'sky' }, index, false),
      withWordSwitched(listed, { className: 'road' }, 1, false),
    );
    const seal = { word: 'seal', sense: 'marine mammal' };
    const words = withWord(
      withWord(skyless, { prompt: true }, { word: 'cow' }),
      { prompt: true },
      seal,
    );
    const rules = { ensemble: false, calibrated: false, encoder: true } as const;
    expect(toldVocabulary({ ...words, ...rules })).toEqual([
      ['Looked for', 'cow, seal (marine mammal)'],
      ['Words of the known classes', 'the FC-CLIP lists'],
      ['Words of road', 'road'],
      ['Words of sky', 'switched off'],
      ['Merged classes', 'car + bus'],
      ['Of the words of a class', 'the first alone counts'],
      ['Each word looked for takes', 'whatever it is nearest to, as in the paper'],
      ['Words outside the dictionary', 'read by the sentence encoder'],
    ]);
  });

  it('names a category beside its classes, and a share without the digits of its binary form', () => {
    const told = new Map(toldVocabulary({ ...withGrouping(USUAL, 'categories'), alpha: 0.07 }));
    expect(told.get('Merged classes')).toContain('flat (road + sidewalk); construction (');
    expect(told.get('Each word looked for takes')).toBe('at most 7 % of ordinary street');
  });
});
