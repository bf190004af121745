import { expect, it } from 'vitest';
import { PROMPT_COLOUR } from '#src/core/words/class-colours';
import { CLASS_LISTS, DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { withGrouping, withWord, withWordSwitched } from '#src/core/words/edit-vocabulary';
import { fakeTables } from '#src/workers/testing/fake-words';
import { askedWords } from '#src/workers/words/asked-words';
import { wordColours, wordGroups } from './word-classes';

const USUAL = DEFAULT_VOCABULARY;

it('groups classes that are one, by the first of them', () => {
  const groups = wordGroups(withGrouping(USUAL, 'categories'));
  expect(groups.map(({ name, classes }) => [name, classes.length])).toEqual([
    ['flat', 2],
    ['construction', 3],
    ['object', 3],
    ['nature', 2],
    ['sky', 1],
    ['human', 2],
    ['vehicle', 6],
  ]);
  expect(wordGroups(USUAL)).toHaveLength(CLASS_LISTS.strict.length);
});

it('tells the colours that the map of classes has', () => {
  const known = USUAL.classes.map((entry) => ({
    ...entry,
    concepts: [{ word: `x ${entry.name}` }],
  }));
  const roadOff = withWordSwitched({ ...USUAL, classes: known }, { className: 'road' }, 0, false);
  const skyOff = withWordSwitched(roadOff, { className: 'sky' }, 0, false);
  const words = withWord(withGrouping(skyOff, 'categories'), { prompt: true }, { word: 'cow' });
  const told = wordColours(words);
  expect(told.at(-1)).toEqual({ name: 'cow', colour: PROMPT_COLOUR });
  expect(told.map(({ name }) => name)).not.toContain('sky');
  const drawn = askedWords(fakeTables(), words).channels.list;
  expect(told).toEqual(drawn.map(({ name, colour }) => ({ name, colour })));
});
