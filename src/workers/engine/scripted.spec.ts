import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeRle } from '#src/core/rle/coco-rle';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { RegionForSize } from '#src/protocol/view';
import type { EngineContext } from '#src/workers/state/context';
import { HeldPicture } from '#src/workers/state/held-picture';
import { PictureStore } from '#src/workers/state/picture-store';
import { bmpFile, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { scriptedAnalyze, scriptedScore } from './scripted';

const SIZE = { width: 64, height: 32 };
const SOURCE = bmpFile(SIZE);
/** On a grid of half the size. */
const RIGHT_QUARTER = {
  serial: 1,
  mask: encodeRle(
    Uint8Array.from({ length: 32 * 16 }, (_, i) => Number(i % 32 >= 24)),
    { width: 32, height: 16 },
  ),
};
const [ENTROPY, MSP] = [settingsFor(methodById('entropy')), settingsFor(methodById('msp'))];

let context: EngineContext;
let runs: string[];
const release = vi.spyOn(HeldPicture.prototype, 'release');

beforeEach(() => {
  release.mockClear();
  for (const [name, value] of Object.entries(fakeBrowser(SIZE).globals)) vi.stubGlobal(name, value);
  const fake = createFakeModels(['base']);
  runs = fake.runs;
  context = { ...fake.context, pictures: new PictureStore() };
});
afterEach(() => vi.unstubAllGlobals());

describe('an analysis for a script', () => {
  const analyze = (
    thresholds: Record<string, number>,
    minArea = 0,
    region: RegionForSize | null = null,
  ) =>
    scriptedAnalyze(context, {
      source: SOURCE,
      settings: [ENTROPY, MSP],
      thresholds,
      minArea,
      region,
    });

  it('has range, share and regions of each method at its threshold', async () => {
    const { methods, ...size } = await analyze({ entropy: 0, msp: 2 });
    expect(size).toEqual({ ...SIZE, leftOut: 0 });
    expect(Object.keys(methods)).toEqual(['entropy', 'msp']);
    expect(methods.entropy).toMatchObject({
      threshold: 0,
      shareAbove: 1,
      components: [{ id: 1, area: 64 * 32 }],
    });
    expect(methods.entropy?.range.min).toBeGreaterThan(0);
    expect(methods.msp).toMatchObject({ threshold: 2, shareAbove: 0, components: [] });
    expect(runs).toEqual(['base']);
  });

  it('leaves out small regions', async () => {
    const { methods } = await analyze({ entropy: 0, msp: 2 }, 64 * 32 + 1);
    expect(methods.entropy).toMatchObject({ shareAbove: 1, components: [] });
  });

  it('cuts regions at the region of interest, and shares are of the pixels inside', async () => {
    const region = { size: SIZE, leftOut: RIGHT_QUARTER };
    const { leftOut, methods } = await analyze({ entropy: 0, msp: 2 }, 0, region);
    expect(leftOut).toBe(0.25);
    const box = { x: 0, y: 0, width: 48, height: 32 };
    expect(methods.entropy).toMatchObject({ shareAbove: 1, components: [{ area: 48 * 32, box }] });
    expect(methods.msp).toMatchObject({ shareAbove: 0, components: [] });
  });

  it('counts all of a picture that has another size than the region of interest is for', async () => {
    const region = { size: { width: 128, height: 64 }, leftOut: RIGHT_QUARTER };
    const { leftOut, methods } = await analyze({ entropy: 0, msp: 2 }, 0, region);
    expect(leftOut).toBe(0);
    expect(methods.entropy?.components).toMatchObject([{ area: 64 * 32 }]);
  });

  it('leaves nothing behind, also when it fails', async () => {
    await analyze({ entropy: 0, msp: 2 });
    expect(release).toHaveBeenCalledOnce();
    const settings = [settingsFor(methodById('rpl'))];
    const failing = scriptedAnalyze(context, {
      source: SOURCE,
      settings,
      thresholds: {},
      minArea: 0,
      region: null,
    });
    await expect(failing).rejects.toMatchObject({ code: 'model-damaged' });
    expect(release).toHaveBeenCalledTimes(2);
  });

  it('can be cancelled', async () => {
    const params = {
      source: SOURCE,
      settings: [ENTROPY],
      thresholds: {},
      minArea: 0,
      region: null,
    };
    await expect(scriptedAnalyze(context, params, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

it('a score for a script is the map of the picture grid', async () => {
  const score = await scriptedScore(context, { source: SOURCE, settings: ENTROPY });
  expect(score).toMatchObject(SIZE);
  expect(score.data).toHaveLength(64 * 32);
  expect(Math.min(...score.data)).toBeGreaterThan(0);
  expect(release).toHaveBeenCalledOnce();
});
