import { describe, expect, it } from 'vitest';
import { decodePicture } from './decode';

const le16 = (value: number) => [value & 255, value >> 8];
const le32 = (value: number) => [...le16(value & 0xffff), ...le16(value >>> 16)];
const text = (value: string) => [...value].map((letter) => letter.charCodeAt(0));
const tiff = (orientation: number) => [
  ...text('II'),
  ...le16(42),
  ...le32(8),
  ...le16(1),
  ...le16(0x0112),
  ...le16(3),
  ...le32(1),
  ...le16(orientation),
  ...le16(0),
];

/** 48 x 32 pixels: four quarters of other colours. */
function drawn(type: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(48, 32);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('No 2D canvas');
  for (const [i, colour] of ['#f00', '#0f0', '#00f', '#ff0'].entries()) {
    context.fillStyle = colour;
    context.fillRect(24 * (i % 2), 16 * Math.floor(i / 2), 24, 16);
  }
  return canvas.convertToBlob({ type, quality: 0.95 });
}

async function jpegOf(orientation: number): Promise<Blob> {
  const bytes = new Uint8Array(await (await drawn('image/jpeg')).arrayBuffer());
  const body = [...text('Exif'), 0, 0, ...tiff(orientation)];
  const segment = [0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255, ...body];
  return new Blob([bytes.slice(0, 2), Uint8Array.from(segment), bytes.slice(2)]);
}

async function webpOf(orientation: number): Promise<Blob> {
  const bytes = new Uint8Array(await (await drawn('image/webp')).arrayBuffer());
  const chunk = (name: string, data: number[]) => [...text(name), ...le32(data.length), ...data];
  const isExtended = bytes[15] === 0x58; // VP8X: the browser added a colour profile
  const flags = isExtended ? (bytes[20] as number) : 0;
  const extended = chunk('VP8X', [flags | 0x08, 0, 0, 0, 47, 0, 0, 31, 0, 0]);
  const pixels = bytes.slice(isExtended ? 30 : 12);
  const note = chunk('EXIF', tiff(orientation));
  const size = 4 + extended.length + pixels.length + note.length;
  return new Blob([
    Uint8Array.from([...text('RIFF'), ...le32(size), ...text('WEBP'), ...extended]),
    pixels,
    Uint8Array.from(note),
  ]);
}

/** Size, and the colours in the middle of the four quarters, cut to few bits. */
async function looks(blob: Blob) {
  const picture = await decodePicture({ blob, name: 'turned' });
  const { width, height, rgba, notices } = picture;
  const corners = [0.25, 0.75].flatMap((y) => [0.25, 0.75].map((x) => ({ x, y })));
  const colours = corners.map(({ x, y }) => {
    const start = (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
    return [...rgba.subarray(start, start + 3)].map((value) => Number(value > 127)).join('');
  });
  return { width, height, colours, notices: notices.map(({ code }) => code) };
}

describe('a WebP that EXIF says to turn', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'looks like the JPEG of orientation %i',
    async (orientation) => {
      const webp = await looks(await webpOf(orientation));
      expect(webp).toEqual(await looks(await jpegOf(orientation)));
      expect(webp.notices).toEqual(orientation === 1 ? [] : ['rotated']);
    },
  );
});
