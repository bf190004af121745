import { describe, expect, it } from 'vitest';
import manifest from '../../../public/models/manifest.json';
import { CATEGORIES, CLASS_LISTS, DEFAULT_VOCABULARY } from './class-lists';
import { plainText } from './spelling';

const base = manifest.models.find(({ id }) => id === 'base');
const classes = base?.classes?.map(({ name }) => name);
const wordsOf = (list: keyof typeof CLASS_LISTS) =>
  CLASS_LISTS[list].flatMap(({ concepts }) => concepts.map(({ word }) => word));

describe('class lists', () => {
  it.each(['strict', 'fc-clip'] as const)(
    '%s has the classes of the networks in their order',
    (id) => {
      expect(CLASS_LISTS[id].map(({ name }) => name)).toEqual(classes);
      for (const { name, concepts } of CLASS_LISTS[id]) expect(concepts[0]?.word).toBe(name);
      const words = wordsOf(id);
      expect(new Set(words).size).toBe(words.length);
      expect(words.map(plainText)).toEqual(words);
    },
  );

  it('differ in the words that may lie on a road as something unknown', () => {
    const strict = new Set(wordsOf('strict'));
    expect(wordsOf('fc-clip').filter((word) => !strict.has(word))).toEqual([
      'railroad',
      'ceiling',
      'snow',
      'water',
      'rock',
    ]);
    expect(wordsOf('fc-clip')).toHaveLength(60);
  });

  it('have seven categories with each class once', () => {
    expect(CATEGORIES.map(({ name }) => name).join()).toBe(
      'flat,construction,object,nature,sky,human,vehicle',
    );
    expect(CATEGORIES.flatMap((category) => category.classes).sort()).toEqual(
      [...(classes ?? [])].sort(),
    );
  });

  it('begin strict, with the ensemble, calibrated at half a per cent, and with all prompts off', () => {
    const { prompts, ...rest } = DEFAULT_VOCABULARY;
    expect(rest).toEqual({
      classes: CLASS_LISTS.strict,
      merges: [],
      ensemble: true,
      calibrated: true,
      alpha: 0.005,
    });
    expect(prompts).toHaveLength(22);
    expect(prompts.every(({ off }) => off)).toBe(true);
    const known = new Set(wordsOf('fc-clip'));
    expect(prompts.filter(({ word }) => known.has(word))).toEqual([]);
  });
});
