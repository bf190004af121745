import { crc32 } from 'node:zlib';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { decodeLabel } from './decode-label';

const IDS = [0, 1, 2, 19, 128, 254];
const AFTER_HEADER = 33;
const greys = (...values: number[]) => values.map((value) => [value, value, value]);

const grey = (ids: number[], depth: 8 | 16 = 8) =>
  encode({
    width: ids.length,
    height: 1,
    data: depth === 16 ? Uint16Array.from(ids) : Uint8Array.from(ids),
    depth,
    channels: 1,
  });
const indexed = (ids: number[], palette: number[][]) =>
  encode({
    width: ids.length,
    height: 1,
    data: Uint8Array.from(ids),
    depth: 8,
    channels: 1,
    palette,
  });
const interleaved = (data: number[], channels: number) =>
  encode({
    width: data.length / channels,
    height: 1,
    data: Uint8Array.from(data),
    depth: 8,
    channels,
  });

/** The file with one more chunk behind its header. */
function withChunk(png: Uint8Array, type: string, data: number[]): Uint8Array {
  const body = Buffer.from([...Buffer.from(type), ...data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Uint8Array.from([
    ...png.subarray(0, AFTER_HEADER),
    ...chunk,
    ...png.subarray(AFTER_HEADER),
  ]);
}

function withHeader(png: Uint8Array, change: (view: DataView) => void): Uint8Array {
  const changed = Uint8Array.from(png);
  const view = new DataView(changed.buffer);
  change(view);
  view.setUint32(29, crc32(changed.subarray(12, 29)));
  return changed;
}

describe('decodeLabel', () => {
  it.each([
    ['8-bit grey', grey(IDS), IDS],
    ['16-bit grey', grey([0, 1, 255, 256, 1000, 65_535], 16), [0, 1, 255, 256, 1000, 65_535]],
    [
      '1-bit grey',
      encode({
        width: 10,
        height: 1,
        data: Uint8Array.of(0b01100000, 0b11000000),
        depth: 1,
        channels: 1,
      }),
      [0, 1, 1, 0, 0, 0, 0, 0, 1, 1],
    ],
    [
      '4-bit palette',
      encode({
        width: 3,
        height: 1,
        data: Uint8Array.of(0x01, 0x20),
        depth: 4,
        channels: 1,
        palette: [
          [9, 0, 0],
          [0, 9, 0],
          [0, 0, 9],
        ],
      }),
      [0, 1, 2],
    ],
    [
      'colours of a palette',
      indexed(
        [0, 7, 2],
        Array.from({ length: 8 }, (_, i) => [i * 30, 0, 9]),
      ),
      [0, 7, 2],
    ],
    ['greys of a palette', indexed([2, 0, 1], greys(0, 1, 255)), [255, 0, 1]],
    ['a palette of one grey for all', indexed([2, 0, 1], greys(0, 0, 0)), [2, 0, 1]],
    ['grey with alpha', interleaved([1, 255, 2, 0], 2), [1, 2]],
    ['equal channels', interleaved([1, 1, 1, 255, 255, 255], 3), [1, 255]],
    ['equal channels with alpha', interleaved([1, 1, 1, 9, 2, 2, 2, 0], 4), [1, 2]],
  ])('reads %s', (_what, file, expected) => {
    const label = decodeLabel(file);
    expect([...(label.ids ?? [])]).toEqual(expected);
    expect(label).toMatchObject({ width: expected.length, height: 1 });
  });

  it.each([
    ['gAMA', [0, 0, 0xb1, 0x8f]],
    ['sRGB', [0]],
    ['iCCP', [...Buffer.from('broken'), 0, 0, 1, 2, 3]],
    ['tEXt', [0]],
    ['tRNS', [0, 1]],
  ])('is not changed by a %s chunk', (type, data) => {
    expect([...(decodeLabel(withChunk(grey(IDS), type, data)).ids ?? [])]).toEqual(IDS);
  });

  it.each([
    ['nothing', new Uint8Array(0), 'label-unreadable', /not a PNG/],
    ['a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'label-unreadable', /not a PNG/],
    ['a single pixel', grey([1]), 'label-unreadable', /single pixel/],
    ['an index outside the palette', indexed([0, 3], greys(0, 1)), 'label-unreadable', /palette/],
    [
      'a changed byte',
      grey(IDS).map((byte, index) => (index === AFTER_HEADER + 12 ? byte ^ 1 : byte)),
      'label-unreadable',
      /checksum/,
    ],
    [
      'more rows than there are',
      withHeader(grey(IDS), (view) => view.setUint32(20, 2)),
      'label-unreadable',
      /less data than the 6 x 2 pixels/,
    ],
    [
      'fewer rows than there are',
      withHeader(grey([...IDS, ...IDS], 16), (view) => view.setUint32(16, 6)),
      'label-unreadable',
      /more data than the 6 x 1 pixels/,
    ],
    ['a cut header', grey(IDS).subarray(0, 20), 'label-unreadable', /ends early/],
    [
      'no width',
      withHeader(grey(IDS), (view) => view.setUint32(16, 0)),
      'label-unreadable',
      /header/,
    ],
    [
      'packed bits interlaced',
      withHeader(
        encode({ width: 8, height: 1, data: Uint8Array.of(1), depth: 1, channels: 1 }),
        (view) => view.setUint8(28, 1),
      ),
      'label-unreadable',
      /interlac/,
    ],
    [
      '900 megapixels',
      withHeader(grey(IDS), (view) => {
        view.setUint32(16, 30_000);
        view.setUint32(20, 30_000);
      }),
      'picture-too-large',
      /30000/,
    ],
  ])('refuses %s', (_what, file, code, message) => {
    expect(() => decodeLabel(file)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });

  it('reads colours and opacity, of 16 bits the upper half', () => {
    expect(decodeLabel(interleaved([0, 0, 0, 250, 50, 83], 3))).toMatchObject({
      ids: null,
      colours: Uint32Array.of(0, 0xfa3253),
      alpha: null,
    });
    expect(decodeLabel(interleaved([9, 9, 9, 0, 9, 9, 9, 255], 4))).toMatchObject({
      ids: Uint8Array.of(9, 9),
      colours: null,
      alpha: Uint8Array.of(0, 255),
    });
    const wide = { width: 2, height: 1, depth: 16, channels: 4 } as const;
    const data = Uint16Array.of(0x12ff, 0x3400, 0x5600, 0x8000, 0, 0, 0, 0xffff);
    expect(decodeLabel(encode({ ...wide, data }))).toMatchObject({
      colours: Uint32Array.of(0x123456, 0),
      alpha: Uint8Array.of(0x80, 0xff),
    });
  });

  it('refuses a file cut anywhere', () => {
    const file = grey(IDS);
    for (let length = 0; length < file.length; length++)
      expect(() => decodeLabel(file.subarray(0, length)), `${length} bytes`).toThrow(
        expect.objectContaining({ code: 'label-unreadable' }),
      );
  });

  it('gives back what was encoded, 8 and 16 bits, interlaced or not', () => {
    const picture = fc.record({
      width: fc.integer({ min: 1, max: 17 }),
      height: fc.integer({ min: 2, max: 17 }),
      seed: fc.nat(0xffff),
    });
    fc.assert(
      fc.property(
        picture,
        fc.constantFrom(8, 16),
        fc.constantFrom('null', 'Adam7'),
        ({ width, height, seed }, depth, interlace) => {
          const samples = Array.from(
            { length: width * height },
            (_, i) => (seed * (i + 1) * 40_503) & (2 ** depth - 1),
          );
          const data = depth === 16 ? Uint16Array.from(samples) : Uint8Array.from(samples);
          expect(
            decodeLabel(encode({ width, height, data, depth, channels: 1 }, { interlace })),
          ).toEqual({ width, height, ids: data, colours: null, alpha: null });
        },
      ),
    );
  });
});
