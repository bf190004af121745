import { beforeEach, describe, expect, it } from 'vitest';
import { removePictures } from '#src/actions/pictures/remove-pictures';
import { selectNeighbour } from '#src/actions/pictures/select-neighbour';
import { filterSet } from '#src/actions/set/filter-set';
import { sortSet } from '#src/actions/set/sort-set';
import { openPictures } from '#src/session/testing/pictures-page';
import { keepEntry } from '#src/store/set/keep-survey';
import { surveyTerms } from '#src/store/set/survey-terms';
import { orderOfNeed } from '#src/store/set/wanted-survey';
import { getState, patchPicture, patchPictures, patchView } from '#src/store/store';
import { largestShare, setOrder } from './set-order';

const order = () => setOrder(getState()).join('');

/** A survey at the default threshold. */
function know(id: string, shareAbove: number, objects: number[], meanScore: number): void {
  const terms = surveyTerms(getState(), id);
  if (!terms) throw new Error('There is no method.');
  const { key, info } = terms;
  const threshold = info.defaultThreshold;
  const map = { width: 1, height: 1, range: { min: 0, max: 1 }, levels: new Uint8Array(1) };
  const survey = { pictureId: id, threshold, shareAbove, objects, meanScore, flagScore: 1, map };
  keepEntry(id, { key, survey, error: null });
}

beforeEach(() => {
  openPictures(['a', 'b', 'c', 'd']);
  for (const [id, name] of [
    ['a', 'Road 1.png'],
    ['b', 'night.png'],
    ['c', 'road 2.png'],
    ['d', 'snow.png'],
  ] as const)
    patchPicture(id, { name });
  know('a', 0.02, [0.001], 0.3);
  know('b', 0.01, [0.009], 0.1);
  know('c', 0.03, [0.002], 0.2);
});

describe('the order of the list', () => {
  it('is that of opening, or by the numbers, what is not known last', () => {
    expect(order()).toBe('abcd');
    sortSet('unknown');
    expect(order()).toBe('cabd');
    sortSet('largest');
    expect(order()).toBe('bcad');
    sortSet('unsure');
    expect(order()).toBe('acbd');
  });

  it('changes when a number comes, and has none of another method', () => {
    sortSet('unknown');
    know('d', 0.5, [0.5], 0);
    expect(order()).toBe('dcab');
    const panes = getState().view.panes.map((pane) => ({ ...pane, methodId: 'entropy' }));
    patchView({ panes });
    expect(order()).toBe('abcd');
  });

  it('stays the same array while nothing of it changes', () => {
    sortSet('unknown');
    const before = setOrder(getState());
    patchView({ outlines: false, thresholds: { 'max-entropy': 0.9 } });
    expect(setOrder(getState())).toBe(before);
  });

  it('has the names that hold the text, in whatever case', () => {
    filterSet(' ROAD ');
    expect(order()).toBe('ac');
    sortSet('unknown');
    expect(order()).toBe('ca');
    filterSet('nothing');
    expect(order()).toBe('');
  });

  it('is that of the keys, of the neighbours that come next, and of what follows a removal', () => {
    sortSet('unknown');
    expect(orderOfNeed(setOrder(getState()), 'a')).toEqual(['a', 'b', 'c', 'd']);
    patchPictures({ selectedId: 'a' });
    selectNeighbour(-1);
    expect(getState().pictures.selectedId).toBe('c');
    removePictures(['c']);
    expect(getState().pictures.selectedId).toBe('a');
  });
});

it('bars are compared with the largest share of all, filtered or not', () => {
  filterSet('night');
  expect(largestShare(getState())).toBe(0.03);
});
