import { encode } from 'fast-png';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DriveStore } from '#src/workers/drives/drive-store';
import { bmpFile, type FakeBrowser, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { previewLabel } from './preview-label';

const SIZE = { width: 8, height: 4 };
let browser: FakeBrowser;

beforeEach(() => {
  browser = fakeBrowser(SIZE);
  class FakeImageData {
    constructor(
      readonly data: Uint8ClampedArray,
      readonly width: number,
      readonly height: number,
    ) {}
  }
  const globals = { ...browser.globals, ImageData: FakeImageData };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
});
afterEach(() => vi.unstubAllGlobals());

/** The right half of a label of that size is an anomaly, but for one void pixel. */
function preview(longSide: number, { width, height } = SIZE) {
  const ids = Uint8Array.from({ length: width * height }, (_, i) => Number(i % width >= width / 2));
  ids[0] = 255;
  const png = encode({ width, height, data: ids, depth: 8, channels: 1 });
  const drives = new DriveStore();
  return previewLabel(
    { drives },
    {
      picture: bmpFile(SIZE),
      label: {
        blob: new Blob([new Uint8Array(png)]),
        name: 'label.png',
        reading: { as: 'ids', anomaly: [1], ignore: [255] },
        turn: 'if-only-so',
      },
      longSide,
    },
  );
}

it('a label is painted on its picture, reduced, and counted as it is', async () => {
  const { width, height, rgba, counts } = await preview(4);
  expect({ width, height, counts }).toEqual({
    ...{ width: 4, height: 2 },
    counts: { normal: 15, anomaly: 16, ignore: 1 },
  });
  const painted = (i: number) => rgba[i];
  const drawn = (i: number) => Math.min(255, i * 31);
  expect([4, 5, 6, 7].map(painted)).toEqual([4, 5, 6, 7].map(drawn));
  expect([8, 9, 10].map(painted)).not.toEqual([8, 9, 10].map(drawn));
  expect(browser.calls).toContain('reduce 4x2 high');
  expect(browser.bitmaps.map(({ closed }) => closed)).toEqual([1, 1, 1]);
});

it('a picture that is small enough stays as it is', async () => {
  expect(await preview(8)).toMatchObject(SIZE);
  expect(browser.calls.filter((call) => call.startsWith('reduce'))).toEqual([]);
});

it('a label of another shape is refused, before anything is drawn of it', async () => {
  await expect(preview(4, { width: 4, height: 4 })).rejects.toMatchObject({ code: 'label-size' });
  expect(browser.bitmaps.map(({ closed }) => closed)).toEqual([1]);
});
