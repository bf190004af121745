import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PictureStore } from '#src/workers/state/picture-store';
import { fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { takeFrame } from './take-frame';

const SIZE = { width: 4096, height: 64 };
const close = vi.fn();
const frame = { displayWidth: 4096, displayHeight: 64, close } as unknown as VideoFrame;
const take = vi.fn(async () => ({
  frame,
  arrived: 250,
  timestamp: 1.5,
  dropped: 4,
  format: 'camera',
}));
const asked = { driveId: 'live', pictureId: 'live@7', name: 'camera_f000007' };
let context: ReturnType<typeof createFakeModels>['context'];
let browser: ReturnType<typeof fakeBrowser>;

beforeEach(() => {
  vi.clearAllMocks();
  browser = fakeBrowser(SIZE);
  for (const [name, value] of Object.entries(browser.globals)) vi.stubGlobal(name, value);
  context = { ...createFakeModels([]).context, pictures: new PictureStore() };
});
afterEach(() => vi.unstubAllGlobals());

it('the frame that is taken is a held picture, with its time', async () => {
  const taken = await takeFrame(context, { take }, asked);
  expect(taken).toMatchObject({
    timestamp: 1.5,
    dropped: 4,
    captured: performance.timeOrigin + 250,
  });
  expect(taken.picture).toMatchObject({
    pictureId: 'live@7',
    width: 2048,
    height: 32,
    original: SIZE,
    format: 'camera',
    notices: [{ code: 'reduced' }],
  });
  expect(context.pictures.get('live@7').size).toEqual({ width: 2048, height: 32 });
  expect(close).toHaveBeenCalledOnce();
});

it('a frame that there is no memory for is closed too', async () => {
  browser.outOfMemory = true;
  await expect(takeFrame(context, { take }, asked)).rejects.toMatchObject({
    code: 'out-of-memory',
  });
  expect(close).toHaveBeenCalledOnce();
});
