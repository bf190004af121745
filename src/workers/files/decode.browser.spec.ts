import { expect, test } from 'vitest';
import { decodePicture } from './decode';

/** Left half red, right half blue. */
function drawn(width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  context.fillStyle = '#ff0000';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#0000ff';
  context.fillRect(width / 2, 0, width / 2, height);
  return canvas;
}

test('a video frame takes the way of a still picture and is closed', async () => {
  const frame = new VideoFrame(drawn(64, 40), { timestamp: 0 });
  const picture = await decodePicture({ kind: 'frame', frame, name: 'camera', timestamp: 0 });
  expect([picture.width, picture.height, picture.format]).toEqual([64, 40, 'frame']);
  expect([...picture.rgba.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
  expect([...picture.rgba.subarray(63 * 4, 64 * 4)]).toEqual([0, 0, 255, 255]);
  expect(frame.codedWidth).toBe(0); // what a closed frame says
});

test('a frame larger than the picture grid is reduced, with a notice', async () => {
  const frame = await createImageBitmap(drawn(4096, 64));
  const picture = await decodePicture({ kind: 'frame', frame, name: 'camera', timestamp: 0 });
  expect([picture.width, picture.height]).toEqual([2048, 32]);
  expect(picture.original).toEqual({ width: 4096, height: 64 });
  expect(picture.notices).toHaveLength(1);
});
