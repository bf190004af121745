import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { undo } from '#src/core/history';
import type { Vocabulary } from '#src/core/words/vocabulary';
import { initialState } from '#src/store/initial-state';
import { getState, patchView, useStore } from '#src/store/store';
import { changeWords, refuseWords, stepWords } from './change-words';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));

const words = () => getState().view.words;
const stricter = (alpha: number) => (vocabulary: Vocabulary) => ({ ...vocabulary, alpha });
const emptied = (vocabulary: Vocabulary) => ({ ...vocabulary, classes: [] });

beforeEach(() => useStore.setState(initialState(), true));

describe('a change of the words', () => {
  it('is shown, and a step that can be undone', () => {
    const before = words();
    changeWords(null, stricter(0.5));
    expect(words().alpha).toBe(0.5);
    stepWords(undo);
    expect(words()).toEqual(before);
    expect(getState().words.refusal).toBeNull();
  });

  it('that changes nothing is no step', () => {
    const before = words();
    changeWords(null, (vocabulary) => ({ ...vocabulary }));
    expect(words()).toBe(before);
    expect(getState().words.history).toBeNull();
  });

  it('of one kind after the other is one step', () => {
    const before = words();
    changeWords(null, stricter(0.5), 'alpha');
    changeWords(null, stricter(0.25), 'alpha');
    stepWords(undo);
    expect(words()).toEqual(before);
  });

  it('that leaves nothing known is refused where it was made', () => {
    const before = words();
    changeWords({ className: 'road' }, emptied);
    expect(words()).toBe(before);
    const { refusal, history } = getState().words;
    expect(refusal?.place).toEqual({ className: 'road' });
    expect(refusal?.error.code).not.toBe('internal');
    expect(history).toBeNull();
    changeWords(null, stricter(0.5));
    expect(getState().words.refusal).toBeNull();
  });

  it('begins a new history where a link has brought other words', () => {
    changeWords(null, stricter(0.5));
    const linked = stricter(0.125)(words());
    patchView({ words: linked });
    changeWords(null, stricter(0.25));
    stepWords(undo);
    expect(words()).toEqual(linked);
    stepWords(undo);
    expect(words()).toEqual(linked);
  });
});

it('why an edit is not made is told with its code', () => {
  refuseWords(null, new AnomalensError('word-empty', 'Type a word.'));
  expect(getState().words.refusal).toMatchObject({ place: null, error: { code: 'word-empty' } });
  stepWords((history) => history);
  expect(getState().words.refusal).toBeNull();
});
