import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { corrupt } from '#src/core/corruptions/corrupt';
import type { Corruption } from '#src/core/corruptions/corruption';
import { bmpFile, type FakeBrowser, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { decodePicture } from './decode';

const SIZE = { width: 2050, height: 2 };
let browser: FakeBrowser;
/** What became a bitmap, or was put on a canvas. */
let images: Uint8ClampedArray[];

beforeEach(() => {
  browser = fakeBrowser(SIZE);
  images = [];
  class FakeImageData {
    constructor(
      readonly data: Uint8ClampedArray,
      readonly width: number,
      readonly height: number,
    ) {
      images.push(data);
    }
  }
  for (const [name, value] of Object.entries({ ...browser.globals, ImageData: FakeImageData }))
    vi.stubGlobal(name, value);
});
afterEach(() => vi.unstubAllGlobals());

const decoded = (corruption: Corruption) => decodePicture({ ...bmpFile(SIZE), corruption });
/** What the canvas of the fake browser holds. */
const drawn = () => Uint8ClampedArray.from({ length: 2050 * 2 * 4 }, (_, i) => i * 31);
const NOISE: Corruption = { kind: 'noise', level: 20 };

describe('a picture that is decoded under a corruption', () => {
  it('is hurt at its own size, before it is reduced', async () => {
    const { width, height, original, notices } = await decoded(NOISE);
    expect({ width, height, original }).toEqual({ width: 2048, height: 2, original: SIZE });
    expect(notices.map(({ code }) => code)).toEqual(['reduced']);
    const own = { rgba: drawn(), ...SIZE };
    const { rgba } = await corrupt(own, 'drawn.bmp', NOISE, () => Promise.reject());
    expect(images).toEqual([rgba]);
    const read = browser.calls.indexOf('2050x2 read 0 0 2050 2');
    expect(browser.calls.indexOf('reduce 2048x2 high')).toBeGreaterThan(read);
    expect(browser.bitmaps.map(({ closed }) => closed)).toEqual([1, 1, 1]);
  });

  it('is written as JPEG by the browser, of the quality that is asked for', async () => {
    await decoded({ kind: 'jpeg', level: 30 });
    const put = `2050x2 put ${2050 * 2 * 4} 0 0`;
    const written = '2050x2 write image/jpeg 0.3';
    expect(browser.calls.filter((call) => call === put || call === written)).toEqual([
      put,
      written,
    ]);
    expect(images).toEqual([drawn(), drawn()]);
    expect(browser.bitmaps.map(({ closed }) => closed)).toEqual([1, 1, 1, 1]);
  });

  it('that cannot be written says so, and leaves nothing open', async () => {
    const cause = new DOMException('', 'EncodingError');
    const { OffscreenCanvas } = browser.globals as { OffscreenCanvas: new () => object };
    class FailingCanvas extends OffscreenCanvas {
      convertToBlob = () => Promise.reject(cause);
    }
    vi.stubGlobal('OffscreenCanvas', FailingCanvas);
    await expect(decoded({ kind: 'jpeg', level: 30 })).rejects.toMatchObject({
      code: 'out-of-memory',
      message: 'The picture of 2050 x 2 pixels cannot be written as JPEG.',
      retryable: true,
      cause,
    });
    expect(browser.bitmaps.every(({ closed }) => closed === 1)).toBe(true);
  });

  it('is closed when memory runs out', async () => {
    browser.outOfMemory = true;
    await expect(decoded(NOISE)).rejects.toMatchObject({ code: 'out-of-memory' });
    expect(browser.bitmaps.map(({ closed }) => closed)).toEqual([1]);
  });
});
