import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TRAIN_ID_NAMES } from '#src/core/ground-truth/class-names';
import { encodeRle } from '#src/core/rle/coco-rle';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { FrameSurveyRequest } from '#src/protocol/drives';
import type { EngineContext, PreparedSegmenter } from '#src/workers/state/context';
import { HeldPicture } from '#src/workers/state/held-picture';
import { PictureStore } from '#src/workers/state/picture-store';
import { bmpFile, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { surveyFrame } from './survey-frame';

const SIZE = { width: 64, height: 32 };
const PIXELS = SIZE.width * SIZE.height;
const MSP = settingsFor(methodById('msp'));
const ENTROPY = settingsFor(methodById('entropy'));
const ROAD = 0;
const SKY = 10;

let fake: ReturnType<typeof createFakeModels>;
let context: EngineContext;
let browser: ReturnType<typeof fakeBrowser>;
const prepare = vi.fn();
const ask = (request: Partial<FrameSurveyRequest> = {}, signal?: AbortSignal) =>
  surveyFrame(
    context,
    { source: bmpFile(SIZE), index: 7, settings: [MSP], leftOut: null, next: null, ...request },
    signal,
  );

/** What the networks seem to have said, and the scores that follow. */
function see(classes: (x: number, y: number) => number, score: (x: number, y: number) => number) {
  const each = (of: typeof score) =>
    Array.from({ length: PIXELS }, (_, i) => of(i % SIZE.width, Math.floor(i / SIZE.width)));
  vi.spyOn(context.compute, 'readClasses').mockResolvedValue(Uint8Array.from(each(classes)));
  vi.spyOn(context.compute, 'readScore').mockResolvedValue(Float32Array.from(each(score)));
}

beforeEach(() => {
  browser = fakeBrowser(SIZE);
  for (const [name, value] of Object.entries(browser.globals)) vi.stubGlobal(name, value);
  fake = createFakeModels(['base']);
  const { classes } = (fake.context.models.ready('base') as PreparedSegmenter).entry;
  for (const [index, name] of TRAIN_ID_NAMES.entries()) classes[index]!.name = name;
  const drives = { frame: vi.fn(), prepare };
  const options = { ...fake.context.options, longSide: 64 };
  context = { ...fake.context, options, drives, pictures: new PictureStore() };
  prepare.mockClear();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('methods of one network share its run, and nothing of the frame stays', async () => {
  const release = vi.spyOn(HeldPicture.prototype, 'release');
  const { index, methods } = await ask({ settings: [MSP, ENTROPY, MSP] });
  expect([index, methods.length]).toEqual([7, 3]);
  expect(methods[0]).toEqual(methods[2]);
  expect(methods[0]).not.toEqual(methods[1]);
  expect(fake.runs).toEqual(['base']);
  expect(release).toHaveBeenCalledOnce();
});

it('a frame is scored on a grid of the long side of the analysis', async () => {
  browser = fakeBrowser({ width: 640, height: 320 });
  for (const [name, value] of Object.entries(browser.globals)) vi.stubGlobal(name, value);
  const { methods } = await ask({ source: bmpFile({ width: 640, height: 320 }) });
  expect(browser.calls[0]).toBe('reduce 64x32 high');
  expect(methods[0]?.map).toMatchObject({ width: 64, height: 32 });
});

it('the peak is that of the road and what stands on it', async () => {
  // Road from column 10 to 50 of the lower half, with an object on it that is no road.
  const isOnRoad = (x: number, y: number) => y >= 16 && x >= 10 && x <= 50;
  const isObject = (x: number, y: number) => y > 20 && y < 24 && x > 30 && x < 36;
  see(
    (x, y) => (isOnRoad(x, y) && !isObject(x, y) ? ROAD : SKY),
    (x, y) => (isObject(x, y) ? 7 : isOnRoad(x, y) ? 2 : 9),
  );
  const { methods, roadShare } = await ask();
  expect(methods[0]?.peak).toBe(7);
  expect(roadShare).toBeCloseTo((41 * 16) / PIXELS, 10);
});

it('a speck of noise is no peak', async () => {
  see(
    () => ROAD,
    (x, y) => (x === 5 && y < 2 ? 9 : 1),
  );
  expect((await ask()).methods[0]?.peak).toBe(1);
});

it('where no road is seen, the peak is that of all', async () => {
  see(
    () => SKY,
    (x) => (x < 8 ? 8 : 1),
  );
  expect(await ask()).toMatchObject({ roadShare: 0, methods: [{ peak: 8 }] });
});

it('what does not count has no part in peak, share and map', async () => {
  const mask = encodeRle(
    Uint8Array.from({ length: PIXELS }, (_, i) => Number(i % 64 < 32)),
    SIZE,
  );
  const { methods, roadShare } = await ask({ leftOut: { serial: 1, mask } });
  const { levels } = methods[0]!.map;
  expect(levels.filter((level) => level === 0)).toHaveLength(PIXELS / 2);
  expect(roadShare).toBe(1);
});

it('decoding of the next frame begins before the networks run', async () => {
  const next = { driveId: 'd', index: 8, name: 'frame 8' };
  prepare.mockImplementation(() => expect(fake.runs).toEqual([]));
  await ask({ next });
  expect(prepare).toHaveBeenCalledExactlyOnceWith(next);
});

it('a frame can be given up before the networks run', async () => {
  await expect(ask({}, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  expect(fake.runs).toEqual([]);
});
