import { expect, test } from 'vitest';
import type { FrameSource } from '#src/protocol/pictures';
import { decodePicture } from './decode';

/** Left half red, right half blue. */
async function drawn(width: number, height: number): Promise<FrameSource> {
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
