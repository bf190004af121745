import { beforeEach, describe, expect, it } from 'vitest';
import { clearMarks } from '#src/actions/set/clear-marks';
import { filterSet } from '#src/actions/set/filter-set';
import { markListed } from '#src/actions/set/mark-listed';
import { markPicture } from '#src/actions/set/mark-picture';
import { markUpTo } from '#src/actions/set/mark-up-to';
import { openFromSheet } from '#src/actions/set/open-from-sheet';
import { removeMarked } from '#src/actions/set/remove-marked';
import { showSheet } from '#src/actions/set/show-sheet';
import { tagMarked } from '#src/actions/set/tag-marked';
import { untagMarked } from '#src/actions/set/untag-marked';
import { openPictures } from '#src/session/testing/pictures-page';
import { picturePaths } from '#src/store/files';
import { markedPictures, sheetIsOpen } from '#src/store/set/marked';
import { setOrder } from '#src/store/set/set-order';
import { filterChoices, folderOf, tagsOf } from '#src/store/set/tags';
import { getState, patchSet } from '#src/store/store';

const marked = () => markedPictures(getState());

beforeEach(() => {
  picturePaths.clear();
  openPictures(['a', 'b', 'c', 'd', 'e']);
});

describe('marks', () => {
  it('are set and taken away, and told in the order of the list', () => {
    markPicture('d');
    markPicture('b');
    expect(marked()).toEqual(['b', 'd']);
    markPicture('d');
    expect(marked()).toEqual(['b']);
    clearMarks();
    expect(marked()).toEqual([]);
  });

  it('go in a row from the last marked one, forwards and backwards', () => {
    markPicture('b');
    markUpTo('d');
    expect(marked()).toEqual(['b', 'c', 'd']);
    markUpTo('e');
    expect(marked()).toEqual(['b', 'c', 'd', 'e']);
    clearMarks();
    markPicture('d');
    markUpTo('b');
    expect(marked()).toEqual(['b', 'c', 'd']);
    markUpTo('a');
    expect(marked()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('of a row begin with the picture itself where nothing was marked, or what was is not listed', () => {
    markUpTo('c');
    expect(marked()).toEqual(['c']);
    filterSet('b');
    markUpTo('b');
    filterSet('');
    expect(marked()).toEqual(['b', 'c']);
  });

  it('are of what the filter leaves, and what it hides is not removed', () => {
    markPicture('a');
    filterSet('b');
    markListed();
    markPicture('a');
    expect(marked()).toEqual(['b']);
    removeMarked();
    filterSet('');
    expect(getState().pictures.order).toEqual(['a', 'c', 'd', 'e']);
    expect(marked()).toEqual(['a']);
  });
});

describe('the contact sheet', () => {
  it('is left for the picture that is opened from it', () => {
    showSheet(true);
    expect(sheetIsOpen(getState())).toBe(true);
    openFromSheet('c');
    expect(sheetIsOpen(getState())).toBe(false);
    expect(getState().pictures.selectedId).toBe('c');
  });

  it('is not there without pictures', () => {
    showSheet(true);
    markListed();
    removeMarked();
    expect(sheetIsOpen(getState())).toBe(false);
    openPictures(['f']);
    expect(sheetIsOpen(getState())).toBe(false);
  });
});

describe('tags', () => {
  it('are given to the marked pictures, found by the filter, and taken away again', () => {
    markPicture('b');
    markPicture('d');
    tagMarked('  night ');
    tagMarked('night');
    tagMarked(' ');
    markPicture('d');
    tagMarked('rain');
    expect(tagsOf(getState(), 'b')).toEqual(['night', 'rain']);
    expect(tagsOf(getState(), 'd')).toEqual(['night']);
    expect(filterChoices(getState())).toEqual(['night', 'rain']);
    filterSet('NIGHT');
    expect(setOrder(getState())).toEqual(['b', 'd']);
    filterSet('');
    untagMarked('night');
    expect(tagsOf(getState(), 'b')).toEqual(['rain']);
    expect(tagsOf(getState(), 'd')).toEqual(['night']);
  });

  it('folders are chosen like tags, and are part of what is looked for', () => {
    picturePaths.set('a', 'drive/rain/a.png');
    picturePaths.set('b', 'b.png');
    expect(folderOf('a')).toBe('drive/rain');
    expect(folderOf('b')).toBe('');
    patchSet({ tags: { c: ['fog'] } });
    expect(filterChoices(getState())).toEqual(['drive/rain', 'fog']);
    filterSet('drive/');
    expect(setOrder(getState())).toEqual(['a']);
  });
});
