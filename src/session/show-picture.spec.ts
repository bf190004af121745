import { beforeEach, describe, expect, it } from 'vitest';
import { setPaneMethod } from '#src/actions/view/set-pane-method';
import { openPictures } from '#src/session/testing/pictures-page';
import { formatHash } from '#src/store/address/url-state';
import type { ImportedMethod } from '#src/store/results-slice';
import { getState, patchView, setPictureResult } from '#src/store/store';
import { showPicture } from './show-picture';

const methodsShown = () => getState().view.panes.map(({ methodId }) => methodId);
const OTHERS = ['entropy', 'rpl', 'energy'];

beforeEach(() => {
  openPictures(['a', 'b']);
  showPicture('a');
  const imported = ['imported-1', 'imported-2'].map((id) => ({ id }) as ImportedMethod);
  setPictureResult('a', { revision: 1, scores: {}, imported, roadLikeness: {}, errors: {} });
});

describe('a picture after one with an imported score', () => {
  it('is shown by the method that was shown before, in every pane', () => {
    setPaneMethod(0, 'energy');
    setPaneMethod(0, 'imported-1');
    setPaneMethod(0, 'imported-2');
    setPaneMethod(2, 'imported-1');
    showPicture('b');
    expect(methodsShown()).toEqual(['energy', ...OTHERS]);
  });

  it('keeps the score where it is the same picture, and a method that was chosen since', () => {
    setPaneMethod(0, 'imported-1');
    showPicture('a');
    expect(methodsShown()[0]).toBe('imported-1');
    setPaneMethod(0, 'msp');
    showPicture('b');
    expect(methodsShown()).toEqual(['msp', ...OTHERS]);
  });

  it('is what a link names too: it does not carry the score', () => {
    setPaneMethod(0, 'energy');
    setPaneMethod(0, 'imported-1');
    expect(decodeURIComponent(formatHash(getState()))).toContain(
      '[{"methodId":"energy","layer":"mask"}',
    );
  });
});

it('a picture takes the highlight of another one away', () => {
  patchView({ highlightedRegion: 2 });
  showPicture('a');
  expect(getState().view.highlightedRegion).toBe(2);
  showPicture('b');
  expect(getState().view).toMatchObject({ shownId: 'b', highlightedRegion: null });
});
