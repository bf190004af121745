import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPaths } from '#src/actions/pictures/open-paths';
import { AnomalensError } from '#src/core/errors';
import { encodeRle } from '#src/core/rle/coco-rle';
import { runNoticeAction } from '#src/session/notices';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { leftOutOf } from '#src/store/labels/region-of-interest';
import { getState } from '#src/store/store';

/** The half of a picture of 64 x 36. */
const MASK = encodeRle([1, 0], { width: 2, height: 1 });
let engine: ReturnType<typeof openPictures>;

const open = (...paths: string[]) =>
  openPaths(paths.map((path) => ({ path, file: new File([path], path.replace(/^.*\//, ''), {}) })));
const names = () => getState().pictures.order.map((id) => getState().pictures.byId[id]?.name);
const notices = () => getState().notices.list.map(({ kind, text }) => `${kind}: ${text}`);
const sets = () => getState().region.masks.map(({ set, name }) => `${set} ${name}`);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  engine = openPictures([], { readRegion: () => ({ mask: MASK }) });
});
afterEach(() => vi.useRealTimers());

describe('a mask of a region of interest', () => {
  it('that comes with pictures is theirs and no picture, and can be opened as one', async () => {
    await open('drive/a.jpg', 'drive/b.jpg', 'drive/roi.png');
    expect(names()).toEqual(['a.jpg', 'b.jpg']);
    expect(sets()).toEqual(['drive drive/roi.png']);
    expect(asked(engine, 'readRegion')[0]?.name).toBe('roi.png');
    expect(notices()).toEqual([
      'info: roi.png is the region of interest of drive: what is black is left out.',
    ]);
    const [notice] = getState().notices.list;
    if (notice) runNoticeAction(notice);
    expect(names()).toEqual(['a.jpg', 'b.jpg', 'roi.png']);
    expect(notice?.action?.label).toBe('Open as a picture');
  });

  it('that comes later is that of the selected picture, whatever its folder', async () => {
    await open('drive/a.jpg');
    await open('masks/roi.png');
    expect(sets()).toEqual(['drive masks/roi.png']);
    await open('c.jpg');
    await open('c_roi.png');
    expect(sets()).toEqual(['drive masks/roi.png', ' c.png']);
    expect(notices().at(-1)).toMatch(/of the single pictures/);
  });

  it('of several is each for a picture', async () => {
    await open('drive/a.jpg', 'drive/b.jpg', 'drive/roi/a.png', 'drive/roi/b.png');
    expect(sets()).toEqual(['drive a.png', 'drive b.png']);
    expect(notices()[0]).toBe(
      'info: 2 masks are the regions of interest of drive, each of the picture of its name.',
    );
    expect(getState().notices.list[0]?.action?.label).toBe('Open as pictures');
  });

  it('says so where no picture is open, and is nothing', async () => {
    await open('roi.png');
    expect([names(), sets()]).toEqual([[], []]);
    expect(notices()).toEqual([
      'warning: roi.png: a region of interest, but no picture is open. Open pictures first, or both together.',
    ]);
    const [notice] = getState().notices.list;
    if (notice) runNoticeAction(notice);
    expect(names()).toEqual(['roi.png']);
  });

  it('that cannot be read loses no other, and no picture', async () => {
    const broken = () => {
      throw new AnomalensError('label-unreadable', 'It holds colours.');
    };
    engine = openPictures([], {
      readRegion: ({ name }) => (name === 'a.png' ? broken() : { mask: MASK }),
    });
    await open('drive/a.jpg', 'drive/roi/a.png', 'drive/roi/b.png');
    expect([names(), sets()]).toEqual([['a.jpg'], ['drive b.png']]);
    expect(notices()[0]).toBe('error: a.png: It holds colours.');
    expect(notices()[1]).toMatch(/^info: b.png is the region of interest of drive/);
    await open('drive/roi/a.png');
    expect(sets()).toEqual(['drive b.png']);
  });

  it('is named in one notice with the others that cannot be read', async () => {
    const readRegion = () => {
      throw new AnomalensError('label-unreadable', 'It holds colours.');
    };
    engine = openPictures([], { readRegion });
    await open('drive/1.jpg', ...[1, 2, 3, 4].map((number) => `drive/roi/${number}.png`));
    expect(notices()).toHaveLength(1);
    expect(notices()[0]).toMatch(/^error: 1.png: It holds colours. 2.png: .* And 1 more.$/);
  });

  it('leaves something out only where it has the shape of the picture', async () => {
    const square = encodeRle(new Uint8Array(16).fill(1, 4), { width: 4, height: 4 });
    engine = openPictures([], { readRegion: () => ({ mask: square }) });
    await open('a.jpg', 'roi.png');
    const [id = ''] = getState().pictures.order;
    await vi.waitUntil(() => getState().pictures.byId[id]?.info);
    expect(leftOutOf(getState(), id)).toBeNull();
  });
});
