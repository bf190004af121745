import { describe, expect, it } from 'vitest';
import { CLASS_LISTS, DEFAULT_VOCABULARY } from './class-lists';
import { columnsOf } from './columns';
import {
  classListOf,
  groupingOf,
  listAt,
  mergedWith,
  sameVocabulary,
  withClassList,
  withGrouping,
  withMerged,
  withoutWord,
  withSplit,
  withWord,
  withWordSwitched,
} from './edit-vocabulary';

const USUAL = DEFAULT_VOCABULARY;
const PROMPTS = { prompt: true } as const;
const ROAD = { className: 'road' };

describe('words of a list', () => {
  it('are added at its end, with their sense, and taken away', () => {
    const added = withWord(USUAL, ROAD, { word: 'crane', sense: 'a wading bird' });
    expect(listAt(added, ROAD)).toEqual([
      { word: 'road' },
      { word: 'crane', sense: 'a wading bird' },
    ]);
    expect(added.prompts).toBe(USUAL.prompts);
    expect(sameVocabulary(withoutWord(added, ROAD, 1), USUAL)).toBe(true);
    expect(listAt(USUAL, { className: 'nothing' })).toEqual([]);
  });

  it('stay where they are when they are switched off, and come back as they were', () => {
    const off = withWordSwitched(USUAL, ROAD, 0, false);
    expect(listAt(off, ROAD)).toEqual([{ word: 'road', off: true }]);
    expect(sameVocabulary(off, USUAL)).toBe(false);
    expect(sameVocabulary(withWordSwitched(off, ROAD, 0, true), USUAL)).toBe(true);
  });

  it('that wait switched off are switched on instead of being added', () => {
    const added = withWord(USUAL, PROMPTS, { word: 'cow' });
    expect(added.prompts).toHaveLength(USUAL.prompts.length);
    expect(added.prompts.filter(({ off }) => !off)).toEqual([{ word: 'cow' }]);
    const other = withWord(USUAL, PROMPTS, { word: 'cow', sense: 'domestic cattle' });
    expect(other.prompts).toHaveLength(USUAL.prompts.length + 1);
  });
});

describe('merging', () => {
  it('joins what each of two classes is one with, in the order of the classes', () => {
    const two = withMerged(USUAL, 'truck', 'car');
    expect(two.merges).toEqual([['car', 'truck']]);
    const three = withMerged(withMerged(two, 'sky', 'person'), 'truck', 'sky');
    expect(three.merges).toEqual([['sky', 'person', 'car', 'truck']]);
    expect(mergedWith(three, 'car')).toEqual(['sky', 'person', 'car', 'truck']);
    expect(columnsOf(three).classes).toHaveLength(19 - 3);
    expect(withMerged(USUAL, 'car', 'car')).toBe(USUAL);
  });

  it('is undone by splitting, of this group alone', () => {
    const merged = withMerged(withMerged(USUAL, 'road', 'sidewalk'), 'car', 'bus');
    expect(withSplit(merged, 'bus').merges).toEqual([['road', 'sidewalk']]);
    expect(mergedWith(USUAL, 'bus')).toEqual(['bus']);
  });

  it('has the seven categories as a preset, which are told in any order', () => {
    const seven = withGrouping(USUAL, 'categories');
    expect(columnsOf(seven).classes.map(({ name }) => name)).toEqual([
      'flat',
      'construction',
      'object',
      'nature',
      'sky',
      'human',
      'vehicle',
    ]);
    const turned = { merges: seven.merges.map((names) => [...names].reverse()).reverse() };
    expect(groupingOf({ ...seven, ...turned })).toBe('categories');
    expect(groupingOf(withGrouping(seven, 'classes'))).toBe('classes');
    expect(groupingOf(withMerged(USUAL, 'car', 'bus'))).toBeNull();
  });
});

it('class lists change concepts alone, and an edited one is none', () => {
  const merged = withMerged(USUAL, 'car', 'bus');
  const other = withClassList(merged, 'fc-clip');
  expect(other).toEqual({ ...merged, classes: CLASS_LISTS['fc-clip'] });
  expect([classListOf(USUAL), classListOf(other)]).toEqual(['strict', 'fc-clip']);
  expect(classListOf(withWord(USUAL, ROAD, { word: 'lane' }))).toBeNull();
});
