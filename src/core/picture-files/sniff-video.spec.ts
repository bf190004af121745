import { expect, it } from 'vitest';
import { beginsLikeVideo, VIDEO_HEAD } from './sniff-video';

const text = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part,
    ),
  );

const stream = (first: number, length: number) => {
  const bytes = new Uint8Array(VIDEO_HEAD);
  for (let packet = 0; packet < 3; packet++) bytes[first + packet * length] = 0x47;
  return bytes;
};

const brand = (name: string) => text([0, 0, 0, 24], 'ftyp', name, [0, 0, 2, 0], name, 'iso6');

it.each<[string, Uint8Array]>([
  ['an MP4', brand('isom')],
  ['a MOV', brand('qt  ')],
  ['a Matroska or WebM', text([0x1a, 0x45, 0xdf, 0xa3, 1, 2])],
  ['an AVI', text('RIFF', [1, 2, 3, 4], 'AVI ')],
  ['a transport stream', stream(0, 188)],
  ['that of a camera', stream(4, 192)],
])('%s begins like a video', (_what, bytes) => {
  expect(beginsLikeVideo(bytes)).toBe(true);
});

it.each<[string, Uint8Array]>([
  ['an AVIF', brand('avif')],
  [
    'an AVIF of another major brand',
    text([0, 0, 0, 24], 'ftyp', 'isom', [0, 0, 0, 0], 'avif', 'miaf'),
  ],
  ['a HEIC', brand('heic')],
  ['a WebP', text('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')],
  ['a text that begins with G', text('Goal\n'.repeat(80))],
  ['nothing', new Uint8Array(0)],
])('%s does not', (_what, bytes) => {
  expect(beginsLikeVideo(bytes)).toBe(false);
});
