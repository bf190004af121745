import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Size } from '#src/core/types';
import { bmpFile, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { decodePicture } from './decode';
import { fitInto } from './on-grid';

const BYTES_READ_FIRST = 256 * 1024;

function browserWith(size: Size) {
  const browser = fakeBrowser(size);
  for (const [name, value] of Object.entries(browser.globals)) vi.stubGlobal(name, value);
  return browser;
}

/** A file whose parts are read one after the other. */
function fileOf(bytes: Uint8Array<ArrayBuffer>) {
  const blob = new Blob([bytes]);
  const read: number[] = [];
  const noting = (part: Blob): Blob =>
    Object.assign(part, {
      slice: (start?: number, end?: number) => noting(Blob.prototype.slice.call(part, start, end)),
      arrayBuffer: () => {
        read.push(part.size);
        return Blob.prototype.arrayBuffer.call(part);
      },
    });
  return { source: { blob: noting(blob), name: 'file' }, read };
}

/** A JPEG that names its size behind `before` bytes of other segments. */
function jpeg(before: number, { width, height }: Size): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 + before + 11);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xffd8);
  let start = 2;
  while (start < 2 + before) {
    const length = Math.min(65_537, 2 + before - start);
    view.setUint16(start, 0xffee);
    view.setUint16(start + 2, length - 2);
    start += length;
  }
  view.setUint16(start, 0xffc0);
  view.setUint16(start + 2, 17);
  view.setUint16(start + 5, height);
  view.setUint16(start + 7, width);
  return bytes;
}

/** A WebP whose EXIF says how to turn it. */
function webp({ width, height }: Size, orientation: number) {
  const bytes = new Uint8Array(30 + 8 + 26);
  const view = new DataView(bytes.buffer);
  const write = (text: string, start: number) => bytes.set(new TextEncoder().encode(text), start);
  write('RIFF', 0);
  view.setUint32(4, bytes.length - 8, true);
  write('WEBPVP8X', 8);
  view.setUint32(16, 10, true);
  bytes[20] = 0x08;
  view.setUint16(24, width - 1, true);
  view.setUint16(27, height - 1, true);
  write('EXIF', 30);
  view.setUint32(34, 26, true);
  write('II*\0', 38);
  view.setUint32(42, 8, true);
  view.setUint16(46, 1, true);
  view.setUint16(48, 0x0112, true);
  view.setUint16(50, 3, true);
  view.setUint32(52, 1, true);
  view.setUint16(56, orientation, true);
  return { blob: new Blob([bytes]), name: 'turned.webp' };
}

/** A GIF of two frames; the first one takes `bytes`. */
function gif(bytes: number): Uint8Array<ArrayBuffer> {
  const blocks = Math.ceil(bytes / 256);
  const file = new Uint8Array(13 + 11 + blocks * 256 + 1 + 12);
  file.set(new TextEncoder().encode('GIF89a'));
  file.set([4, 0, 3, 0], 6);
  file[13] = 0x2c;
  for (let block = 0; block < blocks; block++) file[13 + 11 + block * 256] = 255;
  file[13 + 11 + blocks * 256 + 1] = 0x2c;
  return file;
}

/** A JPEG that declares twice the height of its data, with `comments` of 65 kB before them. */
function halfFilled(comments: number): Uint8Array<ArrayBuffer> {
  const sound = readFileSync(new URL('../../../e2e/fixtures/good/plain.jpg', import.meta.url));
  const frame = sound.indexOf(Buffer.from([0xff, 0xc0]));
  sound.writeUInt16BE(2 * sound.readUInt16BE(frame + 5), frame + 5);
  const comment = new Uint8Array(65_537);
  comment.set([0xff, 0xfe, 0xff, 0xff]);
  const parts = [sound.subarray(0, 2), ...Array<Uint8Array>(comments).fill(comment)];
  return Uint8Array.from(Buffer.concat([...parts, sound.subarray(2)]));
}

afterEach(() => vi.unstubAllGlobals());

describe('a picture', () => {
  it('that fits the grid is drawn on white, read back and shown small', async () => {
    const { calls, bitmaps } = browserWith({ width: 640, height: 320 });
    const picture = await decodePicture(bmpFile({ width: 640, height: 320 }));
    expect(picture).toMatchObject({
      width: 640,
      height: 320,
      original: { width: 640, height: 320 },
      format: 'BMP',
      notices: [],
    });
    expect(picture.rgba).toHaveLength(640 * 320 * 4);
    expect(picture.thumbnail.type).toBe('image/jpeg');
    expect(calls).toEqual([
      '640x320 context 2d {"willReadFrequently":true}',
      '640x320 fill #ffffff 0 0 640 320',
      '640x320 draw 640x320 high 0 0 640 320',
      '640x320 context 2d {"willReadFrequently":true}',
      '640x320 read 0 0 640 320',
      '160x80 context 2d {"willReadFrequently":true}',
      '160x80 fill #ffffff 0 0 160 80',
      '160x80 draw 640x320 high 0 0 160 80',
      '160x80 write image/jpeg 0.8',
    ]);
    expect(bitmaps.map(({ closed }) => closed)).toEqual([1]);
  });

  it.each([0, 100])(
    'of fewer rows than it declares says so, with %i comments',
    async (comments) => {
      browserWith({ width: 640, height: 320 });
      const source = { blob: new Blob([halfFilled(comments)]), name: 'half.jpg' };
      const { notices } = await decodePicture(source);
      expect(notices.map(({ code }) => code)).toEqual(['declared-size']);
    },
  );

  it('that is larger is reduced by the browser, which has both sizes to close', async () => {
    const { calls, bitmaps } = browserWith({ width: 100, height: 4096 });
    const picture = await decodePicture(bmpFile({ width: 4096, height: 100 })); // turned by EXIF
    expect(picture).toMatchObject({
      width: 50,
      height: 2048,
      original: { width: 4096, height: 100 },
      notices: [{ code: 'reduced', message: 'Reduced from 100 x 4096 to 50 x 2048 pixels.' }],
    });
    expect(calls.slice(0, 4)).toEqual([
      'reduce 50x2048 high',
      '50x2048 context 2d {"willReadFrequently":true}',
      '50x2048 fill #ffffff 0 0 50 2048',
      '50x2048 draw 50x2048 high 0 0 50 2048',
    ]);
    expect(bitmaps.map(({ closed }) => closed)).toEqual([1, 1]);
  });

  it.each([
    [4096, 1, 2048, 1],
    [1, 4096, 1, 2048],
  ])('of %i x %i pixels is reduced along one side', async (width, height, newWidth, newHeight) => {
    const { calls } = browserWith({ width, height });
    const picture = await decodePicture(bmpFile({ width, height }));
    expect(picture).toMatchObject({ width: newWidth, height: newHeight });
    expect(picture.notices.map(({ code }) => code)).toEqual(['reduced']);
    expect(calls[0]).toBe(`reduce ${newWidth}x${newHeight} high`);
  });

  it.each([
    [2, '-1 0 0 1 40 0'],
    [3, '-1 0 0 -1 40 30'],
    [4, '1 0 0 -1 0 30'],
    [5, '0 1 1 0 0 0'],
    [6, '0 1 -1 0 30 0'],
    [7, '0 -1 -1 0 30 40'],
    [8, '0 -1 1 0 0 40'],
  ])(
    'in WebP of orientation %i is turned here where the browser did not',
    async (orientation, axes) => {
      const stored = { width: 40, height: 30 };
      const { calls, bitmaps } = browserWith(stored);
      const picture = await decodePicture(webp(stored, orientation));
      const seen = orientation > 4 ? [30, 40] : [40, 30];
      expect([picture.width, picture.height]).toEqual(seen);
      expect(calls[0]).toBe(`${seen.join('x')} context 2d `);
      expect(calls[1]).toBe(`${seen.join('x')} turn ${axes}`);
      expect(calls[2]).toBe(`${seen.join('x')} draw 40x30 low 0 0`);
      expect(picture.notices[0]?.code).toBe('rotated');
      expect(bitmaps.map(({ closed }) => closed)).toEqual([1, 1]);
    },
  );

  it('in WebP is not turned twice, nor without need', async () => {
    const { calls, bitmaps } = browserWith({ width: 30, height: 40 });
    await decodePicture(webp({ width: 40, height: 30 }, 6));
    await decodePicture(webp({ width: 30, height: 40 }, 1));
    expect(calls.filter((call) => call.includes('turn'))).toEqual([]);
    expect(bitmaps).toHaveLength(2);
  });

  it('in WebP of equal sides is turned, whether one can see it or not', async () => {
    const { calls } = browserWith({ width: 40, height: 40 });
    await decodePicture(webp({ width: 40, height: 40 }, 6));
    expect(calls[1]).toBe('40x40 turn 0 1 -1 0 40 0');
  });

  it('in WebP that memory is too short to turn says so', async () => {
    const browser = browserWith({ width: 40, height: 30 });
    browser.outOfMemory = true;
    await expect(decodePicture(webp({ width: 40, height: 30 }, 6))).rejects.toMatchObject({
      code: 'out-of-memory',
      message: 'There is not enough memory to turn it.',
      retryable: true,
    });
    expect(browser.bitmaps.map(({ closed }) => closed)).toEqual([1]);
  });

  it('that cannot be decoded is named with what its header says', async () => {
    browserWith({ width: 1, height: 1 }).damaged = true;
    await expect(decodePicture(bmpFile({ width: 40, height: 30 }))).rejects.toMatchObject({
      code: 'picture-unreadable',
      message: 'The BMP file of 40 x 30 pixels cannot be decoded: it is truncated or damaged.',
      retryable: false,
      cause: expect.any(DOMException),
    });
  });

  it.each([100, 4000])('of %i pixels is closed when memory runs out', async (width) => {
    const browser = browserWith({ width, height: 10 });
    browser.outOfMemory = true;
    await expect(decodePicture(bmpFile({ width, height: 10 }))).rejects.toMatchObject({
      code: 'out-of-memory',
      message: 'There is not enough memory to decode the picture.',
      retryable: true,
    });
    expect(browser.bitmaps.every(({ closed }) => closed === 1)).toBe(true);
  });

  it('whose file has gone can be chosen again', async () => {
    const cause = new Error('gone');
    const blob = { slice: () => ({ arrayBuffer: () => Promise.reject(cause) }) };
    await expect(
      decodePicture({ blob: blob as unknown as Blob, name: 'gone' }),
    ).rejects.toMatchObject({
      code: 'picture-unreadable',
      message: 'The file cannot be read any more. It may have been moved or deleted.',
      retryable: true,
      cause,
    });
  });
});

describe('the header of a file', () => {
  it('is looked for in its beginning', async () => {
    browserWith({ width: 4, height: 3 });
    const { source, read } = fileOf(jpeg(100, { width: 4, height: 3 }));
    await decodePicture(source);
    expect(read).toEqual([113]);
    const large = await bmpFile({ width: 4, height: 3 }, BYTES_READ_FIRST).blob.arrayBuffer();
    const other = fileOf(new Uint8Array(large));
    await decodePicture(other.source);
    expect(other.read).toEqual([BYTES_READ_FIRST]);
  });

  it('of a JPEG is looked for in all of it where the beginning is not enough', async () => {
    browserWith({ width: 4, height: 3 });
    const { source, read } = fileOf(jpeg(300_000, { width: 4, height: 3 }));
    expect((await decodePicture(source)).original).toEqual({ width: 4, height: 3 });
    expect(read).toEqual([BYTES_READ_FIRST, 300_013]);
  });

  it('is not looked for again where there is no more, or where the file is something else', async () => {
    const short = fileOf(jpeg(100, { width: 4, height: 3 }).subarray(0, 80).slice());
    await expect(decodePicture(short.source)).rejects.toMatchObject({ code: 'picture-unreadable' });
    expect(short.read).toEqual([80]);
    const other = fileOf(new Uint8Array(BYTES_READ_FIRST + 1).fill(65));
    await expect(decodePicture(other.source)).rejects.toMatchObject({
      code: 'picture-unsupported',
    });
    expect(other.read).toEqual([BYTES_READ_FIRST]);
  });

  it('of a long GIF is read to the end, where its second frame may be', async () => {
    browserWith({ width: 4, height: 3 });
    const short = fileOf(gif(1000));
    expect((await decodePicture(short.source)).notices[0]?.code).toBe('first-frame');
    expect(short.read).toHaveLength(1);
    const long = fileOf(gif(300_000));
    expect((await decodePicture(long.source)).notices[0]?.code).toBe('first-frame');
    expect(long.read).toHaveLength(2);
  });
});

it('a size that is fitted keeps its aspect, is never enlarged, and never loses a side', () => {
  expect(fitInto({ width: 1280, height: 720 }, 2048)).toEqual({ width: 1280, height: 720 });
  expect(fitInto({ width: 3000, height: 4000 }, 2048)).toEqual({ width: 1536, height: 2048 });
  expect(fitInto({ width: 20_000, height: 4 }, 2048)).toEqual({ width: 2048, height: 1 });
  expect(fitInto({ width: 4, height: 20_000 }, 2048)).toEqual({ width: 1, height: 2048 });
});
