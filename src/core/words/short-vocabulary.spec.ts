import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DEFAULT_VOCABULARY } from './class-lists';
import { withClassList, withGrouping, withWord, withWordSwitched } from './edit-vocabulary';
import { shortVocabulary, shortVocabularySchema } from './short-vocabulary';
import type { Vocabulary } from './vocabulary';

const USUAL = DEFAULT_VOCABULARY;
const read = (short: unknown) => v.parse(shortVocabularySchema, JSON.parse(JSON.stringify(short)));
const isRead = (short: unknown) => v.safeParse(shortVocabularySchema, short).success;

describe('a vocabulary in short', () => {
  it('is nothing for the usual one', () => {
    expect(shortVocabulary(USUAL)).toEqual({});
    expect(read({})).toEqual(USUAL);
  });

  it('says in reports that the encoder read words; a link with that is refused', () => {
    expect(shortVocabulary({ ...USUAL, encoder: true })).toEqual({ encoder: true });
    expect(isRead({ encoder: true })).toBe(false);
  });

  it('holds what differs, from the list that is nearest', () => {
    const off = withWordSwitched(
      withClassList(USUAL, 'fc-clip'),
      { className: 'terrain' },
      9,
      false,
    );
    const words = withWord(off, { className: 'car' }, { word: 'crane', sense: 'lifts loads' });
    expect(shortVocabulary(words)).toEqual({
      list: 'fc-clip',
      classes: {
        terrain: [
          'terrain',
          'river',
          'sand',
          'sea',
          'snow',
          'water',
          'mountain',
          'grass',
          'dirt',
          '-rock',
        ],
        car: ['car', 'cars', ['crane', 'lifts loads']],
      },
    });
    expect(read(shortVocabulary(words))).toEqual(words);
  });

  it('gives every edit back', () => {
    const words: Vocabulary = {
      ...withGrouping(withWord(USUAL, { prompt: true }, { word: 'cow' }), 'categories'),
      ensemble: false,
      calibrated: false,
      alpha: 0.02,
    };
    expect(read(shortVocabulary(words))).toEqual(words);
    expect(shortVocabulary({ ...USUAL, prompts: [] })).toEqual({ prompts: [] });
  });

  it('of a link that nobody wrote is refused', () => {
    for (const wrong of [
      { list: 'mine' },
      { classes: { moon: ['moon'] } },
      { prompts: [''] },
      { prompts: ['-'] },
      { prompts: ['cow', '-cow'] },
      { merges: [['car']] },
      {
        merges: [
          ['car', 'bus'],
          ['bus', 'sky'],
        ],
      },
      { alpha: 2 },
      { odd: 1 },
      { prompts: Array.from({ length: 501 }, (_, i) => `word ${i}`) },
      { prompts: ['x'.repeat(101)] },
      null,
    ])
      expect(isRead(wrong)).toBe(false);
  });
});
