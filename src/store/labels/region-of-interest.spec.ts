import { beforeEach, describe, expect, it } from 'vitest';
import { removePictures } from '#src/actions/pictures/remove-pictures';
import { startHistory } from '#src/core/history';
import { encodeRle } from '#src/core/rle/coco-rle';
import { setMasks } from '#src/session/region/change-region';
import { openPictures } from '#src/session/testing/pictures-page';
import { formatHash } from '#src/store/address/url-state';
import { picturePaths } from '#src/store/files';
import {
  leftOutOf,
  regionForOthers,
  regionKeyOf,
  regionProblem,
} from '#src/store/labels/region-of-interest';
import { getState, patchPicture, patchRegion, patchView } from '#src/store/store';

const leftOut = (serial: number, width = 4, height = 2) => ({
  serial,
  mask: encodeRle(new Uint8Array(width * height).fill(1, 0, 2), { width, height }),
});
const serialOf = (id: string) => leftOutOf(getState(), id)?.serial ?? null;
const sized = (id: string, width: number, height: number) => {
  const original = { width, height };
  patchPicture(id, { info: { width, height, original, format: 'PNG', notices: [] } });
};

beforeEach(() => {
  openPictures(['a', 'b', 'c', 'd', 'e']);
  for (const id of ['a', 'b', 'c']) picturePaths.set(id, `drive/images/${id}.png`);
  for (const id of ['a', 'b', 'd', 'e']) sized(id, 8, 4);
  sized('c', 4, 4);
  patchView({ shownId: 'c' });
});

const draw = (id: string, serial: number | null) => {
  const picture = getState().pictures.byId[id];
  const key = (picture && regionKeyOf(getState(), picture)) ?? '';
  const present = serial === null ? null : leftOut(serial, 8, 4);
  patchRegion({ drawn: { ...getState().region.drawn, [key]: startHistory(present) } });
};

it('what is drawn holds for the pictures of one size in one opened folder', () => {
  draw('a', 7);
  expect(['a', 'b', 'c', 'd', 'e'].map(serialOf)).toEqual([7, 7, null, null, null]);
  draw('d', 8);
  expect(['a', 'd', 'e'].map(serialOf)).toEqual([7, 8, 8]);
});

it('a mask is for all pictures of its folder that have its aspect; others say why not', () => {
  setMasks('drive', [{ name: 'roi.png', leftOut: leftOut(1) }]);
  expect(['a', 'b', 'c', 'd'].map(serialOf)).toEqual([1, 1, null, null]);
  expect(regionProblem(getState())).toBe('the mask of 4 × 2 has another shape');
  patchView({ shownId: 'a' });
  expect(regionProblem(getState())).toBeNull();
});

it('what is drawn takes the place of a mask, also where nothing is left out any more', () => {
  setMasks('drive', [{ name: 'roi.png', leftOut: leftOut(1) }]);
  draw('a', null);
  expect(serialOf('b')).toBeNull();
  setMasks('drive', [{ name: 'roi.png', leftOut: leftOut(2) }]);
  expect(serialOf('b')).toBe(2);
});

it('masks of a folder replace its own alone', () => {
  draw('d', 8);
  setMasks('', [{ name: 'roi.png', leftOut: leftOut(1) }]);
  setMasks('drive', [{ name: 'roi.png', leftOut: leftOut(2) }]);
  expect(['a', 'd'].map(serialOf)).toEqual([2, 1]);
});

it('of several masks each picture has that of its name, and is changed alone', () => {
  setMasks('drive', [
    { name: 'a.png', leftOut: leftOut(1) },
    { name: 'b.png', leftOut: leftOut(2) },
  ]);
  expect(['a', 'b', 'c'].map(serialOf)).toEqual([1, 2, null]);
  expect(regionProblem(getState())).toBe('no mask of its name');
  draw('a', 9);
  expect(['a', 'b'].map(serialOf)).toEqual([9, 2]);
  removePictures(['a']);
  setMasks('drive', [{ name: 'roi.png', leftOut: leftOut(3) }]);
  expect(serialOf('b')).toBe(3);
  expect(getState().region.drawn).toEqual({});
});

it('a link says nothing of it', () => {
  setMasks('', [{ name: 'roi.png', leftOut: leftOut(1) }]);
  draw('d', 8);
  expect(formatHash(getState())).toBe('');
});

describe('a picture that is not in the list', () => {
  const ofOthers = (name: string) => regionForOthers(getState(), name);

  it('leaves out what the shown one does, at its size', () => {
    expect(ofOthers('x.png')).toBeNull();
    patchView({ shownId: 'a' });
    expect(ofOthers('x.png')).toBeNull();
    draw('a', 7);
    expect(ofOthers('x.png')).toMatchObject({
      size: { width: 8, height: 4 },
      leftOut: { serial: 7 },
    });
    patchView({ shownId: null });
    expect(ofOthers('x.png')).toBeNull();
  });

  it('needs the name of the shown one where each has a mask of its own', () => {
    setMasks('drive', [
      { name: 'a.png', leftOut: leftOut(1) },
      { name: 'b.png', leftOut: leftOut(2) },
    ]);
    patchView({ shownId: 'b' });
    expect(ofOthers('x.png')).toBeNull();
    const name = getState().pictures.byId.b?.name ?? '';
    expect(ofOthers(name)?.leftOut.serial).toBe(2);
  });
});
