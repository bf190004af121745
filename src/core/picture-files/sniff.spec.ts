import { describe, expect, it } from 'vitest';
import {
  avif,
  avifOf,
  be32,
  bmp,
  box,
  bytes,
  chunk,
  exif,
  gif,
  jpeg,
  le16,
  le32,
  png,
  text,
  tiff,
  webp,
} from '#src/core/testing/picture-bytes';
import { fc } from '#src/core/testing/seeded';
import { sniffPicture } from './sniff';

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
    ['GIF', bytes(text('GIF87a'), [...gif(5, 6, 1)].slice(6)), { width: 5, height: 6 }],
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
    ...[
      '<svg/>',
      '\n <svg/>',
      '<SVG>',
      '<?xml version="1.0"?><svg/>',
      '<!DOCTYPE svg>\n<svg/>',
      '<!-- a --> <!-- b -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN">\n\n<svg/>',
      '\u00ef\u00bb\u00bf<svg/>',
    ].map((svg): [string, Uint8Array, string, RegExp] => [
      `SVG that begins ${JSON.stringify(svg)}`,
      bytes(text(svg)),
      'picture-unsupported',
      /^SVG drawings/,
    ]),
    [
      'text about SVG',
      bytes(text('An <svg/> is a drawing')),
      'picture-unsupported',
      /^This is a t/,
    ],
    ['Intel TIFF', bytes(text('II*\0')), 'picture-unsupported', /^TIFF pictures cannot be opened/],
    ['Motorola TIFF', bytes(text('MM\0*')), 'picture-unsupported', /^TIFF pictures/],
    ['PDF', bytes(text('%PDF-1.7')), 'picture-unsupported', /^This is a PDF, not a picture\. Use/],
    ['ZIP', bytes(text('PK\x03\x04')), 'picture-unsupported', /^This is a ZIP archive, not/],
    ['sound', bytes(text('RIFF\0\0\0\0WAVE')), 'picture-unsupported', /not known/],
    ['WEBP without RIFF', bytes(text('\0\0\0\0\0\0\0\0WEBP')), 'picture-unsupported', /not known/],
    ['half a magic number', bytes([0xff, 0xd8, 0]), 'picture-unsupported', /not known/],
    ['a brand cut short', bytes(text('\0\0\0\x10ftypavif\0\0\0')), 'picture-unsupported', /known/],
    [
      'an AVIF of its brand alone',
      bytes(box('ftyp', text('avif'), be32(0))),
      'picture-unreadable',
      /AVIF/,
    ],
    [
      'a video that holds AVIF further on',
      bytes(box('ftyp', text('isom'), be32(0)), text('avif')),
      'picture-unsupported',
      /^This is a video/,
    ],
    ['unknown bytes', bytes([0, 1, 2, 3, 4, 250, 6, 7]), 'picture-unsupported', /not known/],
    ['a JPEG cut in its header', jpeg(640, 480).subarray(0, 24), 'picture-unreadable', /JPEG/],
    ['a PNG cut in its header', png(4, 4).subarray(0, 20), 'picture-unreadable', /PNG/],
    ['a PNG without columns', png(0, 9), 'picture-unreadable', /0 x 9/],
    ['a PNG without rows', png(9, 0), 'picture-unreadable', /9 x 0/],
    ['a picture above 100 megapixels', png(10_000, 10_001), 'picture-too-large', /10001/],
    ['a picture too wide', png(65_536, 4), 'picture-too-large', /65536/],
    ['a picture too high', png(4, 65_536), 'picture-too-large', /65536/],
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
    ['AVIF turned upside down', avif([4, 3], box('irot', [2])), 3],
    ['AVIF with top and bottom exchanged', avif([4, 3], box('imir', [0])), 4],
    ['AVIF with left and right exchanged', avif([4, 3], box('imir', [1])), 2],
    ['AVIF turned, then mirrored', avif([4, 3], box('irot', [1]), box('imir', [0])), 5],
    [
      'AVIF turned, then mirrored the other way',
      avif([4, 3], box('irot', [1]), box('imir', [1])),
      7,
    ],
    ['AVIF whose mirror stands first', avif([4, 3], box('imir', [0]), box('irot', [3])), 7],
    ['AVIF turned by half, then mirrored', avif([4, 3], box('irot', [2]), box('imir', [1])), 4],
    ['AVIF with an empty mirror', avif([4, 3], box('imir')), 1],
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
    const levels = 3000;
    const nested = Array.from({ length: levels }, (_, level) => [
      ...be32(8 * (levels - level)),
      ...text('ipco'),
    ]).flat();
    expect(() => sniffPicture(avifOf(nested))).toThrow(
      expect.objectContaining({ code: 'picture-unreadable' }),
    );
    const name = [...be32(0), ...text('urn:mpeg:mpegB:cicp:systems:auxiliary:alpha')];
    const long = box('auxC', name, Array<number>(300_000).fill(65));
    expect(sniffPicture(avif([4, 3], long))).toMatchObject({ width: 4, hasAlpha: true });
  });

  it.each([
    [1, 1],
    [65_535, 40],
    [40, 65_535],
    [10_000, 10_000],
  ])('opens %s x %s pixels', (width, height) => {
    expect(sniffPicture(png(width, height))).toMatchObject({ width, height });
  });

  it('knows an AVIF by any of its brands', () => {
    const properties = [...avif([9, 8])].slice(20);
    for (const brands of [
      ['avis', 'mif1'],
      ['mif1', 'miaf', 'avif'],
      ['mif1', 'avis'],
    ]) {
      const [major, ...others] = brands.map(text);
      const file = bytes(box('ftyp', major as number[], be32(0), ...others), properties);
      expect(sniffPicture(file)).toMatchObject({ format: 'AVIF', width: 9, height: 8 });
    }
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
