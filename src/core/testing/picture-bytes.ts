/** Beginnings of picture files, put together byte by byte. */

export const text = (value: string) => [...Buffer.from(value, 'latin1')];
const be16 = (value: number) => [value >> 8, value & 255];
export const be32 = (value: number) => [
  value >>> 24,
  (value >> 16) & 255,
  (value >> 8) & 255,
  value & 255,
];
export const le16 = (value: number) => [value & 255, value >> 8];
export const le32 = (value: number) => be32(value).reverse();
export const bytes = (...parts: (number | number[])[]) => Uint8Array.from(parts.flat());

/** A JPEG segment, its length counted. */
export const segment = (marker: number, body: number[]) => [
  0xff,
  marker,
  ...be16(body.length + 2),
  ...body,
];

/** An entry of a TIFF directory that holds one short number. */
const entry = (number: number, value: number, b16: (value: number) => number[]) => [
  ...b16(number),
  ...b16(3),
  ...(b16 === le16 ? le32(1) : be32(1)),
  ...b16(value),
  0,
  0,
];

export const ORIENTATION = 0x0112;

/** A directory of tags and values, of which it says that there are `count`. */
export const tiffOf = (
  entries: [tag: number, value: number][],
  { count = entries.length, little = true } = {},
) => {
  const b16 = little ? le16 : be16;
  return [
    ...text(little ? 'II*\0' : 'MM\0*'),
    ...(little ? le32(8) : be32(8)),
    ...b16(count),
    ...entries.flatMap(([number, value]) => entry(number, value, b16)),
  ];
};

export const tiff = (orientation: number) => tiffOf([[ORIENTATION, orientation]]);

export const EXIF_PREFIX = text('Exif\0\0');

export const exif = (orientation: number) => segment(0xe1, [...EXIF_PREFIX, ...tiff(orientation)]);

/** Start of frame up to its size, which is where a header ends at the earliest. */
export const jpegFrame = (width: number, height: number, marker = 0xc2) => [
  0xff,
  marker,
  ...be16(17),
  8,
  ...be16(height),
  ...be16(width),
];

export const jpeg = (width: number, height: number, extra: number[] = []) =>
  bytes(
    [0xff, 0xd8],
    segment(0xe0, Array<number>(14).fill(0)),
    extra,
    jpegFrame(width, height),
    [3],
  );

export const chunk = (name: string, data: number[]) => [
  ...be32(data.length),
  ...text(name),
  ...data,
  0,
  0,
  0,
  0,
];
export const png = (width: number, height: number, colourType = 2, more: number[] = []) =>
  bytes(
    [0x89, ...text('PNG\r\n\x1a\n')],
    chunk('IHDR', [...be32(width), ...be32(height), 8, colourType, 0, 0, 0]),
    more,
    chunk('IDAT', [0]),
  );
export const webp = (kind: string, data: number[]) =>
  bytes(
    text('RIFF'),
    le32(100),
    text('WEBP'),
    text(kind),
    le32(data.length),
    data,
    Array<number>(20).fill(0),
  );
export const box = (type: string, ...content: number[][]): number[] => [
  ...be32(8 + content.flat().length),
  ...text(type),
  ...content.flat(),
];
export const avifOf = (content: number[]) =>
  bytes(box('ftyp', text('avif'), be32(0), text('mif1')), box('meta', be32(0), content));
/** Stored images by their sizes, and further boxes of properties. */
export const avif = (...properties: ([number, number] | number[])[]) => {
  const boxes = properties.map((property) =>
    property.length === 2
      ? box('ispe', be32(0), be32(property[0] as number), be32(property[1] as number))
      : property,
  );
  return avifOf(box('iprp', box('ipco', ...boxes)));
};
const frame = [0x2c, ...le16(0), ...le16(0), ...le16(1), ...le16(1), 0, 2, 1, 0, 0];
export const gif = (width: number, height: number, frames: number) =>
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
export const bmp = (width: number, height: number) =>
  bytes(
    text('BM'),
    Array<number>(12).fill(0),
    le32(40),
    le32(width),
    le32(height),
    Array<number>(28).fill(0),
  );
