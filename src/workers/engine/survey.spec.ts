import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { encodeRle } from '#src/core/rle/coco-rle';
import { objectsIn } from '#src/core/set/small-map';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { SurveyRequest } from '#src/protocol/survey';
import type { EngineContext } from '#src/workers/state/context';
import { HeldPicture } from '#src/workers/state/held-picture';
import { KEPT_PICTURES, PictureStore } from '#src/workers/state/picture-store';
import { bmpFile, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { SIMILARITY_GRAPH, WORDS_NETWORK } from '#src/workers/testing/fake-words';
import { survey } from './survey';

const SIZE = { width: 64, height: 32 };
const SOURCE = bmpFile(SIZE);
const ENTROPY = settingsFor(methodById('entropy'));
const IMPORTED = { methodId: 'file:1', parameters: {}, blur: false };
const LEFT_HALF = {
  serial: 1,
  mask: encodeRle(
    Uint8Array.from({ length: 64 * 32 }, (_, i) => Number(i % 64 < 32)),
    SIZE,
  ),
};

let fake: ReturnType<typeof createFakeModels>;
let context: EngineContext;
const release = vi.spyOn(HeldPicture.prototype, 'release');
const ask = (request: Partial<SurveyRequest> = {}, signal?: AbortSignal) =>
  survey(
    context,
    {
      pictureId: 'road',
      source: SOURCE,
      settings: ENTROPY,
      threshold: 0,
      leftOut: null,
      flagShare: 0,
      ...request,
    },
    signal,
  );

/** A picture that is held, with a score of two objects: 12 x 8 pixels left, 4 x 4 right. */
function holdScored(): void {
  const data = new Float32Array(64 * 32);
  for (let y = 4; y < 12; y++) data.fill(0.9, y * 64 + 4, y * 64 + 16);
  for (let y = 20; y < 24; y++) data.fill(0.6, y * 64 + 40, y * 64 + 44);
  const map = context.compute.importScore(data, SIZE);
  fake.entry.imported.set('file:1', { stored: { ...SIZE, data }, map, serial: 1 });
  context.pictures.add('road', fake.entry);
}

beforeEach(() => {
  for (const [name, value] of Object.entries(fakeBrowser(SIZE).globals)) vi.stubGlobal(name, value);
  fake = createFakeModels(['base', WORDS_NETWORK, SIMILARITY_GRAPH]);
  context = { ...fake.context, pictures: new PictureStore() };
  release.mockClear();
});
afterEach(() => vi.unstubAllGlobals());

describe('a look at a picture that is not held', () => {
  it('runs its network once, and leaves nothing of it', async () => {
    const { pictureId, map, shareAbove } = await ask();
    expect([pictureId, map.width, map.height, shareAbove]).toEqual(['road', 64, 32, 1]);
    expect(fake.runs).toEqual(['base']);
    expect(release).toHaveBeenCalledOnce();
    expect(context.pictures.peek('road')).toBeNull();
  });

  it('makes none go that is held', async () => {
    const ids = Array.from({ length: KEPT_PICTURES }, (_, i) => `held-${i}`);
    for (const id of ids)
      context.pictures.add(id, new HeldPicture(fake.entry.picture, fake.entry.original));
    await ask();
    expect(ids.filter((id) => context.pictures.peek(id) === null)).toEqual([]);
  });

  it('without its file is refused, so that the page sends it', async () => {
    await expect(ask({ source: null })).rejects.toMatchObject({
      code: 'picture-unknown',
      retryable: true,
    });
  });

  it('can be given up before the network runs, and is released then too', async () => {
    await expect(ask({}, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(fake.runs).toEqual([]);
  });
});

describe('a look at a picture that is held', () => {
  it('costs no second run, and is no use of it', async () => {
    context.pictures.add('road', fake.entry);
    await ask();
    await ask();
    expect(fake.runs).toEqual(['base']);
    expect(release).not.toHaveBeenCalled();
    const others = Array.from({ length: KEPT_PICTURES }, (_, i) => `later-${i}`);
    for (const id of others) context.pictures.add(id, new HeldPicture(fake.entry.picture, SIZE));
    expect(context.pictures.peek('road')).toBeNull();
  });

  it('tells share, objects, mean and a map that counts the same', async () => {
    holdScored();
    const { shareAbove, objects, meanScore, map } = await ask({
      settings: IMPORTED,
      threshold: 0.5,
      source: null,
    });
    const pixels = 64 * 32;
    expect(shareAbove).toBeCloseTo(112 / pixels, 10);
    expect(objects).toEqual([96 / pixels, 16 / pixels]);
    expect(meanScore).toBeCloseTo((96 * 0.9 + 16 * 0.6) / pixels, 2);
    expect(objectsIn(map, 0.5)).toEqual(objects);
    expect(objectsIn(map, 0.7)).toEqual([96 / pixels]);
  });

  it('tells from which score on a region is large enough, within what counts', async () => {
    holdScored();
    const flagScoreOf = async (pixels: number, request: Partial<SurveyRequest> = {}) => {
      const counting = request.leftOut ? 1024 : 2048;
      const asked = { settings: IMPORTED, source: null, flagShare: pixels / counting };
      return (await ask({ ...asked, ...request })).flagScore;
    };
    expect(await flagScoreOf(0)).toBeCloseTo(0.9);
    expect(await flagScoreOf(96)).toBeCloseTo(0.9);
    expect(await flagScoreOf(97)).toBe(0);
    expect(await flagScoreOf(16, { leftOut: LEFT_HALF })).toBeCloseTo(0.6);
    expect(await flagScoreOf(1024, { leftOut: LEFT_HALF })).toBe(0);
    expect(await flagScoreOf(1025, { leftOut: LEFT_HALF })).toBeNull();
  });

  it('leaves out what does not count, from the shares and from the map', async () => {
    holdScored();
    const { shareAbove, objects, map } = await ask({
      settings: IMPORTED,
      threshold: 0.5,
      leftOut: LEFT_HALF,
    });
    expect([shareAbove, ...objects]).toEqual([16 / 1024, 16 / 1024]);
    expect(objectsIn(map, 0.5)).toEqual([16 / 1024]);
  });
});

describe('names of objects', () => {
  const held = { source: null, settings: IMPORTED, threshold: 0.5 };

  it('are those of the largest first, where they are asked for', async () => {
    holdScored();
    expect(await ask(held)).not.toHaveProperty('naming');
    const { naming } = await ask({ ...held, named: true });
    expect(naming?.error).toBeNull();
    // Stripes of 16 pixels: the larger lies on the road, the other one where the cow is.
    expect(naming?.names?.map(([first]) => first?.name)).toEqual(['road', 'cow']);
  });

  it('that cannot be had lose no number', async () => {
    holdScored();
    const damaged = new AnomalensError('words-unreadable', 'A table is damaged.');
    const fail = () => Promise.reject(damaged);
    context = { ...context, words: { get: fail, reading: fail } };
    const { naming, objects } = await ask({ ...held, named: true });
    expect(naming).toMatchObject({ names: null, error: { code: 'words-unreadable' } });
    expect(objects).toHaveLength(2);
  });
});
