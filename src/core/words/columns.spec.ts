import { describe, expect, it } from 'vitest';
import { CATEGORIES, CLASS_LISTS, DEFAULT_VOCABULARY } from './class-lists';
import { columnsOf, conceptCount, MOST_COLUMNS, MOST_CONCEPTS, mergedName } from './columns';
import type { Concept, Vocabulary } from './vocabulary';

const concept = (text: string): Concept =>
  text.startsWith('-') ? { word: text.slice(1), off: true } : { word: text };

/** Classes and prompts as texts; a word behind a minus is off. */
function vocabulary(
  classes: Record<string, string>,
  prompts = '',
  changed: Partial<Vocabulary> = {},
): Vocabulary {
  const list = (words: string) => (words === '' ? [] : words.split(' ').map(concept));
  return {
    ...DEFAULT_VOCABULARY,
    classes: Object.entries(classes).map(([name, words]) => ({ name, concepts: list(words) })),
    prompts: list(prompts),
    ...changed,
  };
}

/** `name: words` of each column. */
function told(of: Vocabulary): { classes: string[]; prompts: string[] } {
  const { words, classes, prompts } = columnsOf(of);
  const text = ({ name, concepts }: (typeof classes)[number]) =>
    `${name}: ${concepts.map((place) => words[place]?.word).join(' ')}`;
  return { classes: classes.map(text), prompts: prompts.map(text) };
}

const CASES: [string, Vocabulary, string[], string[]][] = [
  [
    'classes, then prompts',
    vocabulary({ car: 'car cars', road: 'road' }, 'dog box'),
    ['car: car cars', 'road: road'],
    ['dog: dog', 'box: box'],
  ],
  [
    'what is off is left out, and a class without words is no column',
    vocabulary({ car: '-car cars', road: '-road', sky: '' }, '-dog box'),
    ['car: cars'],
    ['box: box'],
  ],
  [
    'without the ensemble the first word that is on',
    vocabulary({ car: '-car cars auto', road: 'road way' }, 'dog', { ensemble: false }),
    ['car: cars', 'road: road'],
    ['dog: dog'],
  ],
  [
    'merged classes stand at the place of the first, with the words of all',
    vocabulary({ car: 'car cars', road: 'road', bus: 'bus' }, '', { merges: [['bus', 'car']] }),
    ['car + bus: car cars bus', 'road: road'],
    [],
  ],
  [
    'merged without the ensemble, the first word of each',
    vocabulary({ car: 'car cars', bus: 'bus buses' }, '', {
      ensemble: false,
      merges: [['car', 'bus']],
    }),
    ['car + bus: car bus'],
    [],
  ],
  [
    'a merge of an unknown class, of one, and a second of a class change nothing',
    vocabulary({ car: 'car', road: 'road', bus: 'bus' }, '', {
      merges: [['road', 'lake'], ['car', 'bus'], ['bus', 'road'], ['sea']],
    }),
    ['car + bus: car bus', 'road: road'],
    [],
  ],
  [
    'a word that classes share is there once',
    vocabulary({ car: 'car van', bus: 'van bus' }, '', { merges: [['car', 'bus']] }),
    ['car + bus: car van bus'],
    [],
  ],
];

describe('columns', () => {
  it.each(CASES)('%s', (_, of, classes, prompts) => {
    expect(told(of)).toEqual({ classes, prompts });
  });

  it('name each word once, and senses apart', () => {
    const mouse = (sense?: string) => ({ word: 'mouse', ...(sense ? { sense } : {}) });
    const { words, prompts } = columnsOf({
      ...vocabulary({ animal: 'mouse' }),
      prompts: [mouse(), mouse('device'), { ...mouse('device'), off: true }],
    });
    expect(words).toEqual([mouse(), mouse('device')]);
    expect(prompts.map(({ concepts }) => concepts)).toEqual([[0], [1]]);
  });

  it('of the strict list are 19, and 7 when merged by category', () => {
    expect(columnsOf(DEFAULT_VOCABULARY).classes.map(({ name }) => name)).toEqual(
      CLASS_LISTS.strict.map(({ name }) => name),
    );
    const merges = CATEGORIES.map(({ classes }) => classes);
    expect(columnsOf({ ...DEFAULT_VOCABULARY, merges }).classes.map(({ name }) => name)).toEqual(
      CATEGORIES.map(({ name }) => name),
    );
  });

  it('take the name of a category whose classes they join, in any order', () => {
    expect(mergedName(['rider', 'person'])).toBe('human');
    expect(mergedName(['road'])).toBe('road');
    expect(mergedName(['road', 'wall'])).toBe('road + wall');
    expect(mergedName(['rider', 'person', 'car'])).toBe('rider + person + car');
  });

  it('are the same with the ensemble and without where each class has one word', () => {
    const one = vocabulary({ car: 'car', road: 'road' }, 'dog');
    expect(columnsOf(one)).toEqual(columnsOf({ ...one, ensemble: false }));
  });

  it('are refused where no class has a word that is on', () => {
    for (const of of [vocabulary({}, 'dog'), vocabulary({ car: '-car', road: '' }, 'dog')])
      expect(() => columnsOf(of)).toThrow(expect.objectContaining({ code: 'words-none' }));
  });

  it('are refused for more words or columns than there may be', () => {
    const many = (count: number, sign = '') =>
      Array.from({ length: count }, (_, i) => `${sign}w${i}`).join(' ');
    const most = vocabulary({ car: many(MOST_CONCEPTS - 1) }, 'dog');
    expect(conceptCount(most)).toBe(500);
    expect(columnsOf(most).words).toHaveLength(500);
    const tooMany = expect.objectContaining({ code: 'words-too-many' });
    expect(() => columnsOf(vocabulary({ car: many(MOST_CONCEPTS) }, '-dog'))).toThrow(tooMany);
    const wide = (sign: string) => vocabulary({ car: 'car' }, `${many(MOST_COLUMNS - 1)} ${sign}z`);
    expect(columnsOf(wide('-')).prompts).toHaveLength(63);
    expect(() => columnsOf(wide(''))).toThrow(tooMany);
  });
});
