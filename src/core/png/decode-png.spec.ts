import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { text } from '#src/core/testing/picture-bytes';
import { pngChunk, pngFile, pngHeader, pngPicture } from '#src/core/testing/png-file';
import { decodePng, PngError } from './decode-png';

const HEADER = { width: 3, height: 2, depth: 8, colourType: 0 };
/** Two rows without a filter. */
const ROWS = Uint8Array.of(0, 1, 2, 3, 0, 4, 5, 6);
const END = pngChunk('IEND', []);
const ENDLESS = deflateSync(new Uint8Array(64_000_000));

const refusal = (bytes: Uint8Array, more?: string[]) => {
  try {
    decodePng(bytes, more);
  } catch (error) {
    if (error instanceof PngError) return error.message;
    throw error;
  }
  return null;
};
const values = (bytes: Uint8Array) => [...decodePng(bytes).data];

describe('a sound PNG', () => {
  it('gives its samples, from several chunks too', () => {
    const packed = deflateSync(ROWS);
    expect(values(pngPicture(HEADER, packed))).toEqual([1, 2, 3, 4, 5, 6]);
    const parts = [packed.subarray(0, 3), packed.subarray(3)].map((part) => pngChunk('IDAT', part));
    expect(values(pngFile(pngHeader(HEADER), ...parts, END))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each([1, 2, 4, 5, 8, 9, 13])('of %i pixels a side may be interlaced', (side) => {
    const header = { ...HEADER, width: side, height: side, interlace: 1 };
    const rows = (from: number, step: number) => Math.ceil(Math.max(0, side - from) / step);
    const passes = [
      [rows(0, 8), rows(0, 8)],
      [rows(4, 8), rows(0, 8)],
      [rows(0, 4), rows(4, 8)],
      [rows(2, 4), rows(0, 4)],
      [rows(0, 2), rows(2, 4)],
      [rows(1, 2), rows(0, 2)],
      [rows(0, 1), rows(1, 2)],
    ] as [number, number][];
    const bytes = passes.reduce((sum, [x, y]) => sum + (x > 0 ? y * (x + 1) : 0), 0);
    const sound = pngPicture(header, deflateSync(new Uint8Array(bytes)));
    expect(decodePng(sound).data).toHaveLength(side * side);
    const longer = pngPicture(header, deflateSync(new Uint8Array(bytes + 1)));
    expect(refusal(longer)).toMatch('holds more data');
  });

  it.each([
    [ROWS, 1],
    [ROWS, 40_000],
    [new Uint8Array(8), 7],
  ])('may have bytes behind its pixels: %#', (rows, count) => {
    for (const level of [0, 1, 9]) {
      const packed = Buffer.concat([deflateSync(rows, { level }), Buffer.alloc(count, 0xa5)]);
      const read = values(pngPicture(HEADER, packed));
      expect(read).toEqual([...rows.subarray(1, 4), ...rows.subarray(5)]);
    }
  });

  it('of many pixels may have some too, and no other checksum', () => {
    const header = { ...HEADER, width: 300, height: 200 };
    const rows = Uint8Array.from({ length: 301 * 200 }, (_, i) => i % 301 && (i * i) >> 7);
    const packed = Buffer.concat([deflateSync(rows), Buffer.alloc(70_000, 9)]);
    expect(decodePng(pngPicture(header, packed)).data).toHaveLength(60_000);
    const length = deflateSync(rows).length;
    packed[length - 1] = (packed[length - 1] ?? 0) ^ 1;
    expect(refusal(pngPicture(header, packed))).toMatch('checksum of its pixels');
  });

  it('may hold damage in chunks that are not asked for', () => {
    const profile = pngChunk('iCCP', [...text('p\0\0'), ...ENDLESS.subarray(0, 999)]);
    const picture = pngPicture(HEADER, deflateSync(ROWS), profile);
    expect(values(picture)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(
      decodePng(pngPicture(HEADER, deflateSync(ROWS), pngChunk('tRNS', [0, 5])), ['tRNS']),
    ).toMatchObject({ transparency: Uint16Array.of(5) });
  });
});

describe('a chunk of a name that is not known', () => {
  const renamed = (from: string, to: string, bytes: Uint8Array) => {
    const place = Buffer.from(bytes).indexOf(from);
    return Uint8Array.from(bytes).map((byte, i) => text(to)[i - place] ?? byte);
  };
  const packed = deflateSync(ROWS);
  const palette = pngPicture(
    { ...HEADER, colourType: 3 },
    packed,
    pngChunk('PLTE', Array(21).fill(7)),
  );

  it('is passed over where it is sound and says that nothing needs it', () => {
    expect(values(pngPicture(HEADER, packed, pngChunk('abCd', [1, 2])))).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
  });

  it.each([
    ['a palette whose name is damaged', renamed('PLTE', 'PLTG', palette)],
    ['one that must be read', pngPicture(HEADER, packed, pngChunk('ABCD', []))],
    [
      'a text whose name is damaged',
      renamed('tEXt', 'tEZt', pngPicture(HEADER, packed, pngChunk('tEXt', [65, 0, 65]))),
    ],
  ])('ends the reading where it may be %s', (_what, bytes) => {
    expect(refusal(bytes)).toBe('the PNG is damaged');
  });
});

describe('a PNG is refused', () => {
  const packed = deflateSync(ROWS);
  const wrongSum = packed.map((byte, i) => (i === packed.length - 1 ? byte ^ 1 : byte));
  it.each([
    [
      'whose pixels are a bomb',
      pngPicture(HEADER, ENDLESS),
      'holds more data than the 3 x 2 pixels',
    ],
    ['with a byte too many', pngPicture(HEADER, deflateSync(new Uint8Array(9))), 'holds more data'],
    ['with a byte too few', pngPicture(HEADER, deflateSync(new Uint8Array(7))), 'holds less data'],
    [
      'that is far larger than its data',
      pngPicture({ ...HEADER, width: 50_000 }, packed),
      'holds less data',
    ],
    ['of pixels with a wrong checksum', pngPicture(HEADER, wrongSum), 'checksum of its pixels'],
    ['of pixels that are no zlib', pngPicture(HEADER, new Uint8Array(20)), 'is damaged'],
    ['without pixels', pngFile(pngHeader(HEADER), END), 'holds no pixels'],
    [
      'with a filter that there is none of',
      pngPicture(HEADER, deflateSync(ROWS.with(0, 9))),
      'is damaged',
    ],
    [
      'with two headers',
      pngPicture(HEADER, packed, pngHeader({ ...HEADER, width: 60_000 })),
      'has two headers',
    ],
    ['without a header', pngFile(pngChunk('IDAT', packed), END), 'header of the PNG is damaged'],
    [
      'of a depth that its colours cannot have',
      pngPicture({ ...HEADER, colourType: 2, depth: 1 }, packed),
      'header of the PNG is damaged',
    ],
    [
      'with a longer header',
      pngFile(pngChunk('IHDR', [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0]), END),
      'header of the PNG is damaged',
    ],
    [
      'of packed bits interlaced',
      pngPicture({ ...HEADER, depth: 1, interlace: 1 }, packed),
      'Save it without interlacing',
    ],
    [
      'of unknown colours',
      pngPicture({ ...HEADER, colourType: 5 }, packed),
      'header of the PNG is damaged',
    ],
    ['that ends early', pngPicture(HEADER, packed).subarray(0, -1), 'ends early'],
    [
      'with a flipped bit',
      pngPicture(HEADER, packed).map((byte, i) => (i === 30 ? byte ^ 4 : byte)),
      'is damaged',
    ],
  ])('%s', (_what, bytes, reason) => {
    expect(refusal(bytes)).toMatch(reason);
  });
});
