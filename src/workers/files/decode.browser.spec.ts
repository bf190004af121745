import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { corrupt } from '#src/core/corruptions/corrupt';
import type { Corruption } from '#src/core/corruptions/corruption';
import type { EncodedPicture } from '#src/protocol/pictures';
import { decodePicture } from './decode';

/** Left half red, right half blue. */
async function drawn(width: number, height: number): Promise<EncodedPicture> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  context.fillStyle = '#ff0000';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#0000ff';
  context.fillRect(width / 2, 0, width / 2, height);
  return { blob: await canvas.convertToBlob({ type: 'image/png' }), name: 'drawn.png' };
}

test('a picture is read pixel by pixel', async () => {
  const picture = await decodePicture(await drawn(64, 40));
  expect([picture.width, picture.height, picture.format]).toEqual([64, 40, 'PNG']);
  expect([...picture.rgba.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
  expect([...picture.rgba.subarray(63 * 4, 64 * 4)]).toEqual([0, 0, 255, 255]);
});

test('a picture larger than the picture grid is reduced, with a notice', async () => {
  const picture = await decodePicture(await drawn(4096, 64));
  expect([picture.width, picture.height]).toEqual([2048, 32]);
  expect(picture.original).toEqual({ width: 4096, height: 64 });
  // The browser writes a PNG with an alpha channel.
  expect(picture.notices.map(({ code }) => code)).toEqual(['alpha-composited', 'reduced']);
});

test('a thermal picture is stretched, with a notice, and keeps its order of greys', async () => {
  const data = Uint16Array.from({ length: 64 * 40 }, (_, i) => 21_500 + (i % 64) * 30);
  const png = encode({ width: 64, height: 40, depth: 16, channels: 1, data });
  const source = { blob: new Blob([png as Uint8Array<ArrayBuffer>]), name: 'thermal.png' };
  const picture = await decodePicture(source);
  expect([picture.width, picture.height]).toEqual([64, 40]);
  expect(picture.notices).toEqual([
    { code: 'stretched', message: expect.stringContaining('the values 21500 to 23390') },
  ]);
  const row = Array.from({ length: 64 }, (_, x) => picture.rgba[x * 4] as number);
  expect([row[0], row[63]]).toEqual([0, 255]);
  expect(row).toEqual([...row].sort((a, b) => a - b));
  expect([...picture.rgba.subarray(32 * 4, 33 * 4)]).toEqual([130, 130, 130, 255]);
});

test('transparent margins are named', async () => {
  const canvas = new OffscreenCanvas(64, 40);
  canvas.getContext('2d')?.fillRect(10, 0, 20, 30);
  const picture = await decodePicture({ blob: await canvas.convertToBlob(), name: 'cut.png' });
  expect(picture.notices.map(({ message }) => message)).toEqual([
    'Transparent pixels were put on white. Margins of nothing else are analysed too, in pixels: 10 at the left, 34 at the right, 10 at the bottom.',
  ]);
});

test('a JPEG of another size than its header declares is opened with a warning', async () => {
  const canvas = new OffscreenCanvas(64, 40);
  canvas.getContext('2d')?.fillRect(10, 0, 20, 30);
  const sound = await canvas.convertToBlob({ type: 'image/jpeg' });
  const bytes = new Uint8Array(await sound.arrayBuffer());
  const view = new DataView(bytes.buffer);
  let frame = 2;
  while (bytes[frame + 1] !== 0xc0) frame += 2 + view.getUint16(frame + 2);
  view.setUint16(frame + 5, 80);
  const picture = await decodePicture({ blob: new Blob([bytes]), name: 'tall.jpg' });
  expect(picture.notices.map(({ code }) => code)).toEqual(['declared-size']);
  expect((await decodePicture({ blob: sound, name: 'sound.jpg' })).notices).toEqual([]);
});

test('a corruption hurts the pixels that the browser decodes, a JPEG by its own encoder', async () => {
  const source = await drawn(64, 40);
  const { rgba: sound } = await decodePicture(source);
  const under = async (corruption: Corruption) =>
    (await decodePicture({ ...source, corruption })).rgba;
  const noise: Corruption = { kind: 'noise', level: 20 };
  const pixels = { rgba: new Uint8ClampedArray(sound), width: 64, height: 40 };
  const expected = await corrupt(pixels, source.name, noise, () => Promise.reject());
  expect([...(await under(noise))]).toEqual([...expected.rgba]);
  const difference = (rgba: Uint8ClampedArray) =>
    sound.reduce((sum, value, i) => sum + Math.abs(value - (rgba[i] as number)), 0);
  const [fine, coarse] = [
    await under({ kind: 'jpeg', level: 95 }),
    await under({ kind: 'jpeg', level: 5 }),
  ];
  expect(difference(fine)).toBeGreaterThan(0);
  expect(difference(coarse)).toBeGreaterThan(difference(fine));
  expect(await under({ kind: 'jpeg', level: 5 })).toEqual(coarse);
});
