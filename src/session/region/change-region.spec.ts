import { beforeEach, describe, expect, it } from 'vitest';
import { pixelsOf } from '#src/core/annotation/combine-masks';
import { startHistory, undo } from '#src/core/history';
import { encodeRle } from '#src/core/rle/coco-rle';
import { ask } from '#src/session/held-pictures';
import { asked, giveLabel, openPictures, READING } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { picturePaths } from '#src/store/files';
import { leftOutOf, regionKeyOf } from '#src/store/labels/region-of-interest';
import { getState, patchPicture, patchView } from '#src/store/store';
import { changeDrawn, leaveOutToo, leavingOut, setMasks } from './change-region';
import { beginRegionDrag, dropRegionStroke, showRegionStroke } from './region-stroke';

const SIZE = { width: 8, height: 4 };
const mask = (from: number, to: number, { width, height } = SIZE) =>
  encodeRle(new Uint8Array(width * height).fill(1, from, to), { width, height });
const pixels = (id = 'a') => pixelsOf(leftOutOf(getState(), id)?.mask ?? mask(0, 0));
const notices = () => getState().notices.list.map(({ kind, text }) => `${kind}: ${text}`);
const roi = (from: number, to: number, size = SIZE) => ({
  name: 'roi.png',
  leftOut: leavingOut(mask(from, to, size)),
});
let engine: ReturnType<typeof openPictures>;

beforeEach(() => {
  engine = openPictures(['a', 'b', 'c'], { measure: () => null as never });
  for (const id of ['a', 'b'])
    patchPicture(id, { info: { ...SIZE, original: SIZE, format: 'PNG', notices: [] } });
  picturePaths.set('b', 'drive/b.png');
  patchView({ shownId: 'a' });
});

describe('a shape that was drawn', () => {
  it('is left out beside what was, each with a number of its own', () => {
    leaveOutToo(mask(0, 4));
    const first = leftOutOf(getState(), 'a');
    leaveOutToo(mask(2, 6));
    expect([pixelsOf(first!.mask), pixels()]).toEqual([4, 6]);
    expect(leftOutOf(getState(), 'a')?.serial).toBeGreaterThan(first!.serial);
    changeDrawn(undo);
    expect(leftOutOf(getState(), 'a')).toEqual(first);
    expect(notices()).toEqual([]);
  });

  it('is joined to a mask of another size on the grid of the picture', () => {
    setMasks('', [roi(0, 1, { width: 4, height: 2 })]);
    leaveOutToo(mask(0, 4));
    expect(leftOutOf(getState(), 'a')?.mask.size).toEqual([4, 8]);
    expect(pixels()).toBe(6);
    changeDrawn(undo);
    expect(pixels()).toBe(1);
  });

  it('without a pixel is nothing; that of all that is left is told, and changes nothing', () => {
    leaveOutToo(mask(0, 0));
    expect(getState().region.drawn).toEqual({});
    leaveOutToo(mask(0, 31));
    leaveOutToo(mask(31, 32));
    expect(pixels()).toBe(31);
    expect(notices()).toEqual([
      'warning: That would leave nothing of the picture, so it is not left out.',
    ]);
  });

  it('changes nothing where no picture is shown, or its size is not known', () => {
    for (const shownId of [null, 'c']) {
      patchView({ shownId });
      changeDrawn(() => startHistory(leavingOut(mask(0, 4))));
    }
    expect(getState().region.drawn).toEqual({});
  });
});

it('masks take the place of earlier ones of their set, and of what was drawn there', () => {
  leaveOutToo(mask(0, 4));
  patchView({ shownId: 'b' });
  leaveOutToo(mask(0, 5));
  setMasks('', [roi(0, 1)]);
  expect([pixels('a'), pixels('b')]).toEqual([1, 5]);
  setMasks('drive', [roi(0, 2)]);
  setMasks('', [roi(0, 3)]);
  expect([pixels('a'), pixels('b')]).toEqual([3, 2]);
  expect(getState().region.masks.map(({ set, name }) => [set, name])).toEqual([
    ['drive', 'roi.png'],
    ['', 'roi.png'],
  ]);
  const b = getState().pictures.byId.b!;
  expect(Object.keys(getState().region.drawn)).not.toContain(regionKeyOf(getState(), b));
});

it('a label that the worker holds is read again as soon as something else is left out', async () => {
  giveLabel('a', { reading: READING });
  await ask('measure', { pictureId: 'a', settings: [] });
  leaveOutToo(mask(0, 4));
  await settle();
  const leftOuts = asked(engine, 'loadLabel').map(({ source }) => source.leftOut);
  expect(leftOuts).toEqual([null, leftOutOf(getState(), 'a')]);
});

it('a stroke is dropped with its drag, which then draws nothing any more', () => {
  const ended: string[] = [];
  const begin = (name: string) =>
    beginRegionDrag({
      move: () => ended.push(`${name} moves`),
      end: () => ended.push(`${name} ends`),
      cancel: () => ended.push(`${name} is cancelled`),
    });
  expect(dropRegionStroke()).toBe(false);
  const drag = begin('first');
  showRegionStroke([{ x: 1, y: 2 }]);
  expect(dropRegionStroke()).toBe(true);
  expect(getState().region.stroke).toEqual([]);
  drag.move({ x: 3, y: 3 });
  drag.end();
  expect(ended).toEqual(['first is cancelled']);
});
