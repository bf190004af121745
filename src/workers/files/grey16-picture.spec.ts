import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sniffPicture } from '#src/core/picture-files/sniff';
import { pngChunk, pngPicture } from '#src/core/testing/png-file';
import { decodeGrey16 } from './grey16-picture';

const HEADER = { width: 3, height: 1, depth: 16, colourType: 0 };
/** The values 100, 300 and 700. */
const ROW = deflateSync(Uint8Array.of(0, 0, 100, 1, 44, 2, 188));

class FakeImageData {
  readonly data: Uint8ClampedArray;
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint8ClampedArray(width * height * 4);
  }
}

beforeEach(() => {
  vi.stubGlobal('ImageData', FakeImageData);
  vi.stubGlobal('createImageBitmap', async (pixels: FakeImageData) => pixels);
});
afterEach(() => vi.unstubAllGlobals());

const decoded = async (bytes: Uint8Array) => {
  const { bitmap, stretch } = await decodeGrey16(bytes, sniffPicture(bytes));
  return { rgba: [...(bitmap as unknown as FakeImageData).data], stretch };
};

it('16 bits of grey become 8, from the lowest to the highest value of a small picture', async () => {
  const { rgba, stretch } = await decoded(pngPicture(HEADER, ROW));
  expect(rgba).toEqual([0, 0, 0, 255, 85, 85, 85, 255, 255, 255, 255, 255]);
  expect(stretch).toEqual({ min: 100, max: 700, by: 'percentiles' });
});

it('the value that tRNS names is transparent, which the header says too', async () => {
  const bytes = pngPicture(HEADER, ROW, pngChunk('tRNS', [2, 188]));
  const { rgba, stretch } = await decoded(bytes);
  expect(sniffPicture(bytes).hasAlpha).toBe(true);
  expect(rgba).toEqual([0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 0]);
  expect(stretch).toMatchObject({ min: 100, max: 300 });
});

it('a bomb is refused with what it holds', async () => {
  const bomb = pngPicture(HEADER, deflateSync(new Uint8Array(64_000_000)));
  await expect(decoded(bomb)).rejects.toMatchObject({
    code: 'picture-unreadable',
    message:
      'The picture cannot be decoded: the PNG holds more data than the 3 x 1 pixels of its header need.',
  });
});
