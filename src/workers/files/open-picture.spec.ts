import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StageTimes } from '#src/core/types';
import type { EngineContext } from '#src/workers/state/context';
import { PictureStore } from '#src/workers/state/picture-store';
import { bmpFile, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { loadPicture, openPicture } from './open-picture';

const SIZE = { width: 4096, height: 64 };
const SOURCE = bmpFile(SIZE);
let context: EngineContext;
const told: unknown[] = [];

beforeEach(() => {
  told.length = 0;
  for (const [name, value] of Object.entries(fakeBrowser(SIZE).globals)) vi.stubGlobal(name, value);
  context = {
    ...createFakeModels([]).context,
    pictures: new PictureStore(),
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
