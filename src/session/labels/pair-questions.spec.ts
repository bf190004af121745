import { beforeEach, expect, it } from 'vitest';
import { type NewLabel, questionFiles } from '#src/store/files';
import { initialState } from '#src/store/initial-state';
import { getState, useStore } from '#src/store/store';
import { askPairs } from './pair-questions';

const labelOf = (name: string): NewLabel => ({
  blob: new Blob([name]),
  name,
  hint: null,
  set: 'set',
  opened: '',
  folder: '',
  names: {},
  reopen: null,
});
const pairs = () => getState().questions.pairs;

beforeEach(() => useStore.setState(initialState(), true));

it('each label is a question of its own, beside those that are open', () => {
  const [a, b] = [labelOf('a.png'), labelOf('b.png')];
  askPairs([{ label: a, pictureIds: ['1', '2'] }]);
  askPairs([{ label: b, pictureIds: ['3'] }]);
  expect(pairs()).toMatchObject([
    { fileName: 'a.png', pictureIds: ['1', '2'] },
    { fileName: 'b.png', pictureIds: ['3'] },
  ]);
  expect(pairs().map(({ id }) => questionFiles.get(id))).toEqual([a, b]);
  expect(pairs()[0]?.id).toMatch(/^question-\d+$/);
});

it('nothing to ask changes nothing', () => {
  const before = getState().questions;
  askPairs([]);
  expect(getState().questions).toBe(before);
});
