import { beforeEach, describe, expect, it } from 'vitest';
import { filterSet } from '#src/actions/set/filter-set';
import { sortSet } from '#src/actions/set/sort-set';
import type { ModelSummary } from '#src/protocol/models';
import { openPictures } from '#src/session/testing/pictures-page';
import { keepEntry } from '#src/store/set/keep-survey';
import { surveyTerms } from '#src/store/set/survey-terms';
import { getState, patchPicture, patchSession, patchSet, patchView } from '#src/store/store';
import { nameHolding, nameOfPicture, unnamed } from './set-names';
import { setOrder } from './set-order';

const order = () => setOrder(getState()).join('');
type Guess = readonly [name: string, similarity: number];

/** Each region has its names, best first. */
function know(id: string, regions: readonly (readonly Guess[])[] | null): void {
  const { key, info } = surveyTerms(getState(), id) ?? {};
  if (!key || !info) throw new Error('There is no method.');
  const names = regions?.map((guesses) =>
    guesses.map(([name, similarity]) => ({ name, similarity })),
  );
  const survey = {
    pictureId: id,
    threshold: info.defaultThreshold,
    shareAbove: 0,
    objects: [],
    meanScore: 0,
    flagScore: 1,
    map: { width: 1, height: 1, range: { min: 0, max: 1 }, levels: new Uint8Array(1) },
    ...(names && { naming: { names, error: null } }),
  };
  keepEntry(id, { key, survey, error: null });
}

beforeEach(() => {
  openPictures(['a', 'b', 'c', 'd']);
  patchPicture('d', { name: 'cow.png' });
  patchSession({ catalogue: [{ id: 'w', kind: 'vision-language' } as ModelSummary] });
  patchView({ names: true });
  know('a', [[['cowboy hat', 0.7]], [['horse', 0.4]]]);
  know('b', [
    [
      ['truck', 0.6],
      ['highland cow', 0.35],
    ],
    [],
  ]);
  know('c', [[['cow', 0.5]]]);
  know('d', null);
});

describe('a search of the set', () => {
  it('has pictures with a region, or a file, of that name; a part of a word is another', () => {
    filterSet(' Cow ');
    expect(order()).toBe('bcd');
    expect(nameHolding(getState(), 'b', 'cow')).toEqual({ name: 'highland cow', similarity: 0.35 });
    filterSet('horse');
    expect(order()).toBe('a');
  });

  it('has those with a synonym or a kind of it, by names that are known of this very text', () => {
    filterSet('cattle');
    expect(order()).toBe('');
    patchSet({ meant: { text: 'cattle', names: new Set(['cow']) } });
    expect(order()).toBe('c');
    expect(nameHolding(getState(), 'c', 'cattle')?.name).toBe('cow');
    filterSet('cattl');
    expect(order()).toBe('');
  });

  it('knows nothing of regions while names are switched off, or on a page without words', () => {
    filterSet('horse');
    patchView({ names: false });
    expect(order()).toBe('');
    patchView({ names: true });
    expect(order()).toBe('a');
    patchSession({ catalogue: [] });
    expect(order()).toBe('');
  });

  it('says of how many pictures it knows no names', () => {
    expect(unnamed(getState())).toBe(1);
    know('d', []);
    expect(unnamed(getState())).toBe(0);
    know('d', null);
    patchView({ names: false });
    expect(unnamed(getState())).toBe(0);
  });
});

describe('the order by what regions look like', () => {
  it('is that of the best names, pictures without any last', () => {
    sortSet('likeness');
    expect(order()).toBe('cabd');
  });

  it('is that of the names that are searched for, the most similar first', () => {
    sortSet('likeness');
    know('a', [[['cow', 0.6]], [['horse', 0.9]]]);
    expect(nameOfPicture(getState(), 'a')?.name).toBe('horse');
    filterSet('cow');
    expect(order()).toBe('acbd');
  });
});
