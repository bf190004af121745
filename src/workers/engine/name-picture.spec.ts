import { encode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bmpFile, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { SIMILARITY_GRAPH, WORDS_NETWORK } from '#src/workers/testing/fake-words';
import { namePicture } from './name-picture';

const SIZE = { width: 64, height: 32 };
const NAMES = ['tree', 'cow', 'car'];

beforeEach(() => {
  for (const [name, value] of Object.entries(fakeBrowser(SIZE).globals)) vi.stubGlobal(name, value);
});
afterEach(() => vi.unstubAllGlobals());

/** Grey or coloured PNG by column. */
function maskOf(valueAt: (x: number) => number, { width, height } = SIZE, channels: 1 | 3 = 1) {
  const data = Uint8Array.from(
    { length: width * height * channels },
    (_, i) => valueAt(Math.floor(i / channels) % width) + (i % channels),
  );
  return {
    blob: new Blob([new Uint8Array(encode({ width, height, data, channels }))]),
    name: 'm.png',
  };
}
const named = (mask: ReturnType<typeof maskOf> | null, names = NAMES, most = 2) => {
  const { context } = createFakeModels([WORDS_NETWORK, SIMILARITY_GRAPH]);
  return namePicture(context, { source: bmpFile(SIZE), names, mask, most });
};
const best = (parts: Awaited<ReturnType<typeof named>>) =>
  parts.map(({ region, names }) => [region, names[0]?.name]);

describe('names of a picture', () => {
  it('are the best of a list, whatever their distance', async () => {
    const [whole] = await named(null);
    expect(whole).toEqual({
      region: null,
      names: [
        { name: 'cow', similarity: expect.closeTo(0.801, 3) },
        { name: 'car', similarity: expect.closeTo(0.48, 3) },
      ],
    });
  });

  it('are those of each region of a mask, by the ids of its pixels', async () => {
    const mask = maskOf((x) => [9, 255, 3, 0][Math.floor(x / 16)] as number);
    expect(best(await named(mask, ['road', 'car', 'cow']))).toEqual([
      [3, 'cow'],
      [9, 'road'],
      [255, 'car'],
    ]);
  });

  it('are those of a mask of 0 and 255, whose grid may be another', async () => {
    const mask = maskOf((x) => (x < 16 ? 0 : x < 24 ? 255 : 0), { width: 32, height: 16 });
    expect(best(await named(mask, ['road', 'car', 'cow']))).toEqual([[1, 'cow']]);
  });

  it('are those of each colour of a mask', async () => {
    const mask = maskOf((x) => (x < 32 ? 0 : 8), SIZE, 3);
    expect((await named(mask)).map(({ region }) => region)).toEqual([0x000102, 0x08090a]);
  });

  it.each([
    ['another aspect', maskOf(() => 1, { width: 10, height: 50 }), 'label-size'],
    ['no PNG', { blob: new Blob(['x']), name: 'm.png' }, 'label-unreadable'],
  ])('are refused for a mask of %s', async (_what, mask, code) => {
    await expect(named(mask)).rejects.toMatchObject({ code });
  });

  it('are refused for strings without a meaning, all of them named', async () => {
    await expect(named(null, ['cow', 'zzz', 'qqq'])).rejects.toMatchObject({
      code: 'word-unknown',
      message: expect.stringMatching(/zzz.*qqq/),
    });
    await expect(named(null, ['cow', '--'])).rejects.toMatchObject({ code: 'word-empty' });
  });
});
