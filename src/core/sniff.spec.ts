import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { sniffPicture } from './sniff';

const text = (value: string) => [...Buffer.from(value, 'latin1')];
const be16 = (value: number) => [value >> 8, value & 255];
const be32 = (value: number) => [
  value >>> 24,
  (value >> 16) & 255,
  (value >> 8) & 255,
  value & 255,
];
const le16 = (value: number) => [value & 255, value >> 8];
const le32 = (value: number) => be32(value).reverse();
const bytes = (...parts: (number | number[])[]) => Uint8Array.from(parts.flat());

const tiff = (orientation: number) => [
  ...text('II*\0'),
  ...le32(8),
  ...le16(1),
  ...le16(0x0112),
  ...le16(3),
  ...le32(1),
  ...le16(orientation),
  0,
  0,
];
const exif = (orientation: number) => {
  const body = [...text('Exif\0\0'), ...tiff(orientation)];
  return [0xff, 0xe1, ...be16(body.length + 2), ...body];
};
const jpeg = (width: number, height: number, extra: number[] = []) =>
  bytes([0xff, 0xd8, 0xff, 0xe0, ...be16(16)], Array<number>(14).fill(0), extra, [
    0xff,
    0xc2,
    ...be16(17),
    8,
    ...be16(height),
    ...be16(width),
    3,
  ]);
const chunk = (name: string, data: number[]) => [
  ...be32(data.length),
  ...text(name),
  ...data,
  0,
  0,
  0,
  0,
];
const png = (width: number, height: number, colourType = 2, more: number[] = []) =>
  bytes(
    [0x89, ...text('PNG\r\n\x1a\n')],
    chunk('IHDR', [...be32(width), ...be32(height), 8, colourType, 0, 0, 0]),
    more,
    chunk('IDAT', [0]),
  );
const webp = (kind: string, data: number[]) =>
  bytes(
    text('RIFF'),
    le32(100),
    text('WEBP'),
    text(kind),
    le32(data.length),
    data,
    Array<number>(20).fill(0),
  );
const box = (type: string, ...content: number[][]): number[] => [
  ...be32(8 + content.flat().length),
  ...text(type),
  ...content.flat(),
];
const avifOf = (content: number[]) =>
  bytes(box('ftyp', text('avif'), be32(0), text('mif1')), box('meta', be32(0), content));
/** Stored images by their sizes, and further boxes of properties. */
const avif = (...properties: ([number, number] | number[])[]) => {
  const boxes = properties.map((property) =>
    property.length === 2
      ? box('ispe', be32(0), be32(property[0] as number), be32(property[1] as number))
      : property,
  );
  return avifOf(box('iprp', box('ipco', ...boxes)));
};
const frame = [0x2c, ...le16(0), ...le16(0), ...le16(1), ...le16(1), 0, 2, 1, 0, 0];
const gif = (width: number, height: number, frames: number) =>
  bytes(
    text('GIF89a'),
    le16(width),
    le16(height),
    0x80,
    0,
    0,
    Array<number>(6).fill(0),
    ...Array<number[]>(frames).fill(frame),
    0x3b,
  );
const bmp = (width: number, height: number) =>
  bytes(
    text('BM'),
    Array<number>(12).fill(0),
    le32(40),
    le32(width),
    le32(height),
    Array<number>(28).fill(0),
  );

describe('sniffPicture', () => {
  it.each([
    ['JPEG', jpeg(640, 480), { width: 640, height: 480, orientation: 1 }],
    ['JPEG', jpeg(640, 480, exif(6)), { width: 640, height: 480, orientation: 6 }],
    ['PNG', png(7, 9), { width: 7, height: 9, hasAlpha: false, animated: false }],
    ['PNG', png(7, 9, 6), { hasAlpha: true }],
    [
      'PNG',
      png(7, 9, 3, [...chunk('acTL', [...be32(4), ...be32(0)]), ...chunk('tRNS', [0])]),
      { hasAlpha: true, animated: true },
    ],
    [
      'WebP',
      webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, ...le16(320), ...le16(200)]),
      { width: 320, height: 200, hasAlpha: false },
    ],
    [
      'WebP',
      webp('VP8L', [0x2f, ...le32((319 | (199 << 14) | (1 << 28)) >>> 0)]),
      { width: 320, height: 200, hasAlpha: true },
    ],
    [
      'WebP',
      webp('VP8X', [0x12, 0, 0, 0, 0x3f, 1, 0, 0xc7, 0, 0]),
      { width: 320, height: 200, hasAlpha: true, animated: true },
    ],
    ['AVIF', avif([160, 100], [320, 200]), { width: 320, height: 200, animated: false }],
    ['BMP', bmp(5, -3 >>> 0), { width: 5, height: 3 }],
    ['GIF', gif(12, 34, 1), { width: 12, height: 34, animated: false }],
    ['GIF', gif(12, 34, 3), { animated: true }],
  ])('reads a %s header', (format, file, expected) => {
    expect(sniffPicture(file)).toMatchObject({ format, ...expected });
  });

  it.each([
    ['nothing', bytes(), 'picture-empty', /empty/],
    [
      'SVG',
      bytes(text('<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg"/>')),
      'picture-unsupported',
      /SVG/,
    ],
    [
      'HEIC',
      bytes(box('ftyp', text('heic'), be32(0), text('mif1'))),
      'picture-unsupported',
      /HEIC/,
    ],
    [
      'a video',
      bytes(box('ftyp', text('isom'), be32(0), text('mp41'))),
      'picture-unsupported',
      /video/,
    ],
    ['text called .jpg', bytes(text('hello, this is no picture')), 'picture-unsupported', /text/],
    ['unknown bytes', bytes([0, 1, 2, 3, 4, 250, 6, 7]), 'picture-unsupported', /not known/],
    ['a JPEG cut in its header', jpeg(640, 480).subarray(0, 24), 'picture-unreadable', /JPEG/],
    ['a PNG cut in its header', png(4, 4).subarray(0, 20), 'picture-unreadable', /PNG/],
    ['a PNG without pixels', png(0, 9), 'picture-unreadable', /0 x 9/],
    ['a picture of 900 megapixels', png(30_000, 30_000), 'picture-too-large', /30000/],
    ['a picture with an absurd side', png(70_000, 4), 'picture-too-large', /70000/],
  ])('refuses %s', (_what, file, code, message) => {
    expect(() => sniffPicture(file)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });

  /** Extended WebP of 4 x 3 pixels; the EXIF chunk comes behind others. */
  const turnedWebp = (block: number[]) => {
    const riff = (name: string, data: number[]) => [
      ...text(name),
      ...le32(data.length),
      ...data,
      ...Array<number>(data.length % 2).fill(0),
    ];
    const size = [3, 0, 0, 2, 0, 0];
    const chunks = [
      ...riff('VP8X', [0x08, 0, 0, 0, ...size]),
      ...riff('VP8 ', [1, 2, 3]),
      ...riff('EXIF', block),
    ];
    return bytes(text('RIFF'), le32(chunks.length + 4), text('WEBP'), chunks);
  };

  it.each([
    ['WebP', turnedWebp(tiff(6)), 6],
    ['WebP with the prefix of JPEG', turnedWebp([...text('Exif\0\0'), ...tiff(3)]), 3],
    ['WebP with damaged EXIF', turnedWebp([1, 2, 3]), 1],
    ['PNG', png(4, 3, 2, chunk('eXIf', tiff(8))), 8],
    ['PNG with an orientation that does not exist', png(4, 3, 2, chunk('eXIf', tiff(9))), 1],
    ['AVIF turned against the clock', avif([4, 3], box('irot', [1])), 8],
    ['AVIF turned with the clock', avif([4, 3], box('irot', [3])), 6],
    ['AVIF mirrored', avif([4, 3], box('imir', [0])), 2],
  ])('reads the orientation of %s', (_what, file, orientation) => {
    expect(sniffPicture(file)).toMatchObject({ width: 4, height: 3, orientation });
  });

  it('asks for more of a WebP whose EXIF lies behind the bytes it was given', () => {
    const file = turnedWebp(tiff(6));
    expect(() => sniffPicture(file.subarray(0, file.length - 20))).toThrow(/WebP file ends early/);
  });

  it('takes the larger of screen and first picture of a GIF, as decoders do', () => {
    const large = [0x2c, ...le16(0), ...le16(0), ...le16(30_000), ...le16(5_000), 0, 2, 1, 0, 0];
    const small = bytes(text('GIF89a'), le16(1), le16(1), 0, 0, 0, large, 0x3b);
    expect(() => sniffPicture(small)).toThrow(
      expect.objectContaining({ code: 'picture-too-large' }),
    );
    expect(sniffPicture(gif(9, 7, 1))).toMatchObject({ width: 9, height: 7 });
  });

  it('does not follow AVIF boxes without end, nor read a name without end', () => {
    const nested = Array.from({ length: 3000 }).reduce<number[]>(
      (inner) => [...be32(8 + inner.length), ...text('ipco'), ...inner],
      [],
    );
    expect(() => sniffPicture(avifOf(nested))).toThrow(
      expect.objectContaining({ code: 'picture-unreadable' }),
    );
    const name = [...be32(0), ...text('urn:mpeg:mpegB:cicp:systems:auxiliary:alpha')];
    const long = box('auxC', name, Array<number>(300_000).fill(65));
    expect(sniffPicture(avif([4, 3], long))).toMatchObject({ width: 4, hasAlpha: true });
  });

  it('opens extreme but possible shapes', () => {
    expect(sniffPicture(png(20_000, 40))).toMatchObject({ width: 20_000, height: 40 });
    expect(sniffPicture(png(1, 1))).toMatchObject({ width: 1, height: 1 });
  });

  it('never fails with anything but a typed error, whatever the bytes', () => {
    const starts = [
      jpeg(9, 9, exif(1)),
      png(9, 9),
      webp('VP8X', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      avif([9, 9]),
      gif(9, 9, 2),
      bmp(9, 9),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.uint8Array({ maxLength: 64 }),
        fc.nat(40),
        (start, noise, offset) => {
          const damaged = Uint8Array.from([
            ...start.subarray(0, offset),
            ...noise,
            ...start.subarray(offset),
          ]);
          try {
            sniffPicture(damaged);
          } catch (error) {
            expect(error).toHaveProperty('code', expect.stringMatching(/^picture-/));
          }
        },
      ),
    );
  });
});
