import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import { createStorage, destroyStorage, uploadStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import { packTaps } from '#src/gpu/ops/scores/sampling';
import code from './kernel.wgsl?raw';
import { type MaskWindow, maskRegion, maskTaps, type PaintedMask } from './window';

export type MaskPaintGpu = (masks: readonly PaintedMask[], target: Size) => GPUBuffer;

/**
 * Builds the operation; each call returns a canvas `[H, W]` float32 that the caller owns. One
 * dispatch per mask, in one pass.
 * @throws AnomalensError `internal` for masks of different frames.
 */
export async function createMaskPaint(device: GPUDevice): Promise<MaskPaintGpu> {
  const kernel = await Kernel.create(device, 'mask paint', code);
  return (masks, target) => {
    const [first] = masks;
    if (masks.some(({ mask }) => first && !isSameFrame(mask, first.mask)))
      throw new AnomalensError('internal', 'Masks of different frames cannot be painted together.');
    const canvas = createStorage(device, 'painted masks', target.width * target.height * 4); // zeros
    if (!first) return canvas;
    const taps = maskTaps(first.mask, target);
    const columns = uploadStorage(device, 'mask columns', packTaps(taps.columns));
    const rows = uploadStorage(device, 'mask rows', packTaps(taps.rows));
    const ofMasks: GPUBuffer[] = [];
    submitPass(device, 'mask paint', (pass) => {
      for (const { mask, score } of masks) {
        const { x, y, width, height } = maskRegion(mask, taps);
        const words = new ArrayBuffer(48);
        new Uint32Array(words).set([target.width, x, y, width, height, mask.x, mask.y, mask.width]);
        new Float32Array(words, 32)[0] = score;
        const params = uniform(device, 'mask paint params', words);
        const logits = uploadStorage(device, 'mask logits', mask.data);
        kernel.record(pass, [params, logits, columns, rows, canvas], width * height);
        ofMasks.push(params, logits);
      }
    });
    for (const buffer of ofMasks) release(buffer);
    for (const buffer of [columns, rows]) destroyStorage(buffer);
    return canvas;
  };
}

function isSameFrame(a: MaskWindow, b: MaskWindow): boolean {
  return a.stride === b.stride && a.grid.width === b.grid.width && a.grid.height === b.grid.height;
}

/** Uniforms are not counted among the storage buffers. */
function release(buffer: GPUBuffer): void {
  if (buffer.usage & GPUBufferUsage.STORAGE) destroyStorage(buffer);
  else buffer.destroy();
}
