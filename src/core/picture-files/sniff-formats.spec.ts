import { describe, expect, it } from 'vitest';
import {
  be32,
  bytes,
  chunk,
  EXIF_PREFIX,
  exif,
  jpeg,
  jpegFrame,
  le16,
  le32,
  png,
  segment,
  text,
  tiff,
  webp,
} from '#src/core/testing/picture-bytes';
import { readBmp, readGif, readJpeg, readPng, readWebp } from './sniff-formats';

describe('JPEG', () => {
  const start = [0xff, 0xd8];

  it.each([0xc0, 0xc1, 0xc3, 0xc5, 0xcf])('marker %s starts a frame', (marker) => {
    const file = bytes(start, jpegFrame(3, 4, marker));
    expect(readJpeg(file)).toMatchObject({ width: 3, height: 4, hasAlpha: false, animated: false });
  });

  it.each([0x01, 0xbf, 0xc4, 0xc8, 0xcc, 0xd0, 0xfe])('marker %s is passed over', (marker) => {
    const other = segment(marker, Array<number>(12).fill(1));
    expect(readJpeg(bytes(start, other, jpegFrame(3, 4)))).toMatchObject({ width: 3, height: 4 });
  });

  it('padding before a marker is passed over, another byte is damage', () => {
    const frame = jpegFrame(3, 4);
    expect(readJpeg(bytes(start, 0xff, 0xff, frame))).toMatchObject({ width: 3, height: 4 });
    expect(readJpeg(bytes(start, 0, frame.slice(1)))).toBeNull();
  });

  it('is unknown until the size is there, wherever the file ends', () => {
    const file = bytes(start, exif(6), jpegFrame(3, 4));
    for (let end = 0; end < file.length; end++) expect(readJpeg(file.subarray(0, end))).toBeNull();
    expect(readJpeg(file)).toMatchObject({ width: 3, height: 4 });
  });

  const orientationOf = (...segments: number[][]) =>
    readJpeg(jpeg(9, 9, segments.flat()))?.orientation;

  it('the last orientation of an EXIF segment counts, one that does not exist is left out', () => {
    expect(orientationOf()).toBe(1);
    expect(orientationOf(exif(6), exif(1))).toBe(1);
    expect(orientationOf(exif(6), exif(9))).toBe(6);
    expect(orientationOf(exif(9))).toBe(1);
  });

  it('another segment, and another thing in the same one, has no orientation', () => {
    const body = [...EXIF_PREFIX, ...tiff(6)];
    const comment = segment(0xfe, Array<number>(80).fill(0));
    expect(orientationOf(comment, segment(0xe1, body))).toBe(6);
    expect(orientationOf(segment(0xe2, body))).toBe(1);
    expect(orientationOf(segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0')))).toBe(1);
  });
});

describe('PNG', () => {
  it.each([
    [0, false],
    [2, false],
    [3, false],
    [4, true],
    [6, true],
  ])('colour type %s has an alpha channel: %s', (colourType, hasAlpha) => {
    expect(readPng(png(3, 4, colourType))).toMatchObject({ orientation: 1, hasAlpha });
  });

  it('is unknown until the colour type is there', () => {
    expect(readPng(png(3, 4).subarray(0, 25))).toBeNull();
    expect(readPng(png(3, 4).subarray(0, 26))).toMatchObject({ width: 3, height: 4 });
  });

  it('is not read when another chunk comes first, as Apple writes for its phones', () => {
    const [magic, rest] = [[...png(3, 4)].slice(0, 8), [...png(3, 4)].slice(8)];
    expect(readPng(bytes(magic, chunk('CgBI', [0, 0, 0, 0]), rest))).toBeNull();
  });

  it('what follows the pixels says nothing of them', () => {
    const after = [...chunk('IDAT', [0]), ...chunk('tRNS', [0])];
    expect(readPng(png(3, 4, 3, after))?.hasAlpha).toBe(false);
  });

  it('is animated with more than one frame, as far as the count is there', () => {
    const frames = (count: number) => png(3, 4, 2, chunk('acTL', [...be32(count), ...be32(0)]));
    const countEnds = 33 + 12;
    expect(readPng(frames(1))?.animated).toBe(false);
    expect(readPng(frames(2))?.animated).toBe(true);
    expect(readPng(frames(2).subarray(0, countEnds))?.animated).toBe(true);
    expect(readPng(frames(2).subarray(0, countEnds - 1))?.animated).toBe(false);
    expect(readPng(frames(2).subarray(0, countEnds - 4))?.animated).toBe(false);
  });

  it('a transparent colour counts from its name on', () => {
    const file = png(3, 4, 3, chunk('tRNS', [0]));
    expect(readPng(file.subarray(0, 33 + 8))?.hasAlpha).toBe(true);
    expect(readPng(file.subarray(0, 33 + 7))?.hasAlpha).toBe(false);
  });
});

describe('WebP', () => {
  const extended = (flags: number) =>
    webp('VP8X', [flags, 0, 0, 0, 0x45, 0x23, 0x01, 0x56, 0x34, 0x12]).subarray(0, 30);

  it('an extended file has 24 bits for each side, and flags', () => {
    const size = { width: 0x012346, height: 0x123457, orientation: 1 };
    expect(readWebp(extended(0))).toEqual({ ...size, hasAlpha: false, animated: false });
    expect(readWebp(extended(0x10))).toEqual({ ...size, hasAlpha: true, animated: false });
    expect(readWebp(extended(0x02))).toEqual({ ...size, hasAlpha: false, animated: true });
  });

  it('a lossless file says whether it is transparent', () => {
    const opaque = webp('VP8L', [0x2f, ...le32(319 | (199 << 14))]);
    expect(readWebp(opaque)).toMatchObject({ width: 320, height: 200, hasAlpha: false });
  });

  it('is unknown before 30 bytes, and with another first chunk', () => {
    const lossy = webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, ...le16(320), ...le16(200)]);
    expect(readWebp(lossy.subarray(0, 29))).toBeNull();
    expect(readWebp(lossy.subarray(0, 30))).toMatchObject({ width: 320, height: 200 });
    expect(readWebp(webp('ABCD', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))).toBeNull();
  });
});

describe('BMP', () => {
  const head = bytes(text('BM'), Array<number>(12).fill(0));

  it('has short sides after a core header, long ones after any other', () => {
    const core = bytes([...head], le32(12), le16(5), le16(300), be32(0));
    expect(readBmp(core)).toEqual({
      width: 5,
      height: 300,
      orientation: 1,
      hasAlpha: false,
      animated: false,
    });
    const later = bytes([...head], le32(40), le32(70_000), le32(-3 >>> 0));
    expect(readBmp(later)).toMatchObject({ width: 70_000, height: 3 });
    expect(readBmp(later.subarray(0, 25))).toBeNull();
  });
});

describe('GIF', () => {
  const screen = [...text('GIF89a'), ...le16(7), ...le16(8), 0, 0, 0];
  const picture = [0x2c, ...le16(0), ...le16(0), ...le16(1), ...le16(1), 0, 2, 1, 0, 0];
  const localTable = [...picture.slice(0, 9), 0x81, ...Array<number>(12).fill(0x3b), 2, 1, 0, 0];
  const control = (flags: number) => [0x21, 0xf9, 4, flags, 0, 0, 0, 0];
  const comment = [0x21, 0xfe, 3, 1, 1, 1, 2, 1, 1, 0];
  const end = [0x3b];
  const read = (...parts: number[][]) => readGif(bytes(screen, ...parts));

  it('is known with its logical screen', () => {
    expect(readGif(bytes(screen).subarray(0, 12))).toBeNull();
    expect(read()).toEqual({
      width: 7,
      height: 8,
      orientation: 1,
      hasAlpha: false,
      animated: false,
    });
  });

  it('is animated with a second picture, whatever stands before it', () => {
    expect(read(picture, end)?.animated).toBe(false);
    expect(read(picture, picture, end)?.animated).toBe(true);
    expect(read(localTable, end)?.animated).toBe(false);
    expect(read(localTable, picture, end)?.animated).toBe(true);
    expect(read(comment, picture, control(0), comment, picture, end)?.animated).toBe(true);
    expect(read(picture, end, picture)?.animated).toBe(false);
  });

  it('is transparent when the first picture is', () => {
    expect(read(control(1), picture, end)?.hasAlpha).toBe(true);
    expect(read(control(0), picture, end)?.hasAlpha).toBe(false);
    expect(read(comment, picture, end)?.hasAlpha).toBe(false);
    expect(read(picture, control(1), end)?.hasAlpha).toBe(false);
  });
});
