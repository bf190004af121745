import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StageTimes } from '#src/core/types';
import type { EngineContext } from '#src/workers/state/context';
import { PictureStore } from '#src/workers/state/picture-store';
import { bmpFile, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { frameThumbnail, loadPicture, openPicture } from './open-picture';

const SIZE = { width: 4096, height: 64 };
const SOURCE = bmpFile(SIZE);
let context: EngineContext;
const told: unknown[] = [];
let browser: ReturnType<typeof fakeBrowser>;
const frame = vi.fn<EngineContext['drives']['frame']>();

beforeEach(() => {
  told.length = 0;
  browser = fakeBrowser(SIZE);
  for (const [name, value] of Object.entries(browser.globals)) vi.stubGlobal(name, value);
  context = {
    ...createFakeModels([]).context,
    pictures: new PictureStore(),
    drives: { frame, prepare: () => undefined },
    tellPage: (...notice) => told.push(notice),
  };
});
afterEach(() => vi.unstubAllGlobals());

describe('an opened picture', () => {
  it('lies on the picture grid, and knows what it was in the file', async () => {
    const times: StageTimes = {};
    const { entry, decoded } = await openPicture(context, SOURCE, times);
    expect(entry.size).toEqual({ width: 2048, height: 32 });
    expect(entry.original).toEqual(SIZE);
    expect(entry.picture.rgba).toBe(decoded.rgba);
    expect(Object.keys(times)).toEqual(['decode']);
    expect(told).toEqual([
      [
        'progress',
        {
          what: 'drawn.bmp',
          modelId: null,
          phase: 'decode',
          loaded: 0,
          total: 1,
          cached: false,
        },
      ],
    ]);
  });

  it('is not loaded when it is cancelled meanwhile', async () => {
    const load = vi.spyOn(context.compute, 'loadPicture');
    await expect(openPicture(context, SOURCE, {}, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(load).not.toHaveBeenCalled();
  });
});

it('a loaded picture is kept under its id and described to the page', async () => {
  const info = await loadPicture(context, { pictureId: 'road', source: SOURCE });
  expect(info).toEqual({
    pictureId: 'road',
    width: 2048,
    height: 32,
    original: SIZE,
    format: 'BMP',
    notices: [expect.objectContaining({ code: 'reduced' })],
    thumbnail: expect.any(Blob),
  });
  expect(context.pictures.get('road').size).toEqual({ width: 2048, height: 32 });
});

describe('a frame of a drive', () => {
  const source = { driveId: 'd', index: 3, name: 'road_f000003' };

  it('is loaded as a picture is, and closed', async () => {
    const bitmap = { ...SIZE, close: vi.fn() } as unknown as ImageBitmap;
    frame.mockResolvedValue({ bitmap, format: 'MP4, H.264' });
    const info = await loadPicture(context, { pictureId: 'd@3', source });
    expect(frame).toHaveBeenCalledWith(source);
    expect(info).toMatchObject({
      width: 2048,
      height: 32,
      original: SIZE,
      format: 'MP4, H.264',
      notices: [{ code: 'reduced' }],
    });
    expect(bitmap.close).toHaveBeenCalledOnce();
    expect(context.pictures.peek('d@3')?.orientation).toBe(1);
  });

  it('has a thumbnail of the size that is asked for, as a picture has', async () => {
    const bitmap = { ...SIZE, close: vi.fn() } as unknown as ImageBitmap;
    frame.mockResolvedValue({ bitmap, format: 'MP4, H.264' });
    for (const either of [source, SOURCE]) {
      browser.calls.length = 0;
      const { thumbnail } = await frameThumbnail(context, { source: either, longSide: 320 });
      expect(thumbnail.type).toBe('image/jpeg');
      expect(browser.calls.at(-1)).toBe('320x5 write image/jpeg 0.8');
    }
  });
});
