import { expect, it } from 'vitest';
import { destroyStorage, liveBufferCount, readBack } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { maskLogit, paintMasksCpu } from './cpu';
import { createMaskPaint } from './gpu';
import { box, MASK_PAINT_CASES, painted } from './mask-paint.cases';
import { maskTaps, type PaintedMask } from './window';

/** Whether some mask's logit is so close to 0 here that rounding decides. */
function isOnAnEdge(
  masks: readonly PaintedMask[],
  target: { width: number; height: number },
  pixel: number,
): boolean {
  return masks.some(({ mask }) => {
    const logit = maskLogit(
      mask,
      maskTaps(mask, target),
      pixel % target.width,
      Math.floor(pixel / target.width),
    );
    return Math.abs(logit) < 1e-5;
  });
}

it.each(MASK_PAINT_CASES)('mask paint: $name', async ({ masks, target }) => {
  const device = await testDevice();
  const kernel = await createMaskPaint(device);
  const before = liveBufferCount();
  const expected = paintMasksCpu(masks, target);
  await withoutGpuErrors(device, async () => {
    const canvas = kernel(masks, target);
    const actual = new Float32Array(await readBack(device, canvas, expected.byteLength));
    const differing = [...expected.keys()].filter((pixel) => actual[pixel] !== expected[pixel]);
    expect(differing.filter((pixel) => !isOnAnEdge(masks, target, pixel))).toEqual([]);
    destroyStorage(canvas);
  });
  expect(liveBufferCount()).toBe(before);
});

it('mask paint refuses masks of two frames', async () => {
  const kernel = await createMaskPaint(await testDevice());
  const frame = { width: 64, height: 32, paddedWidth: 64, paddedHeight: 32 };
  const masks = [
    ...painted(1, 2, frame, box(1, 1, 9, 9)),
    ...painted(1, 4, frame, box(1, 1, 9, 9)),
  ];
  expect(() => kernel(masks, { width: 9, height: 9 })).toThrow('Masks of different frames');
});
