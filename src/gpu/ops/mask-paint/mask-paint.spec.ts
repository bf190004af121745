import { describe, expect, it } from 'vitest';
import { upsampleCpu } from '#src/gpu/ops/upsample/cpu';
import { maskBitsCpu, paintMasksCpu } from './cpu';
import { box, MASK_PAINT_CASES, painted } from './mask-paint.cases';
import { type MaskWindow, maskRegion, maskTaps, maskWindow } from './window';

const GRID = { width: 64, height: 32, paddedWidth: 64, paddedHeight: 64 };

describe('painted masks', () => {
  it.each(MASK_PAINT_CASES)(
    'are the union of their bits, the highest score where they overlap: $name',
    ({ masks, target }) => {
      const canvas = paintMasksCpu(masks, target);
      const expected = new Float32Array(target.width * target.height);
      for (const { mask, score } of masks) {
        const { x, y, width, height, bits } = maskBitsCpu(mask, target);
        for (let i = 0; i < bits.length; i++) {
          const pixel = (y + Math.floor(i / width)) * target.width + x + (i % width);
          if (bits[i]) expected[pixel] = Math.max(expected[pixel] as number, Math.fround(score));
        }
        expect([width, height].every((side) => side > 0)).toBe(true);
      }
      expect(canvas).toEqual(expected);
    },
  );

  it('are those of the whole map, sampled as every other output is', () => {
    const noise = Float32Array.from({ length: 16 * 16 }, (_, i) => ((i * 37) % 19) - 12);
    const target = { width: 131, height: 67 };
    const mask = maskWindow(noise, { width: 16, height: 16 }, 4, GRID);
    const whole = upsampleCpu(
      { data: noise, classes: 1, width: 16, height: 16, stride: 4, grid: GRID },
      target,
    );
    const canvas = paintMasksCpu(mask ? [{ mask, score: 1 }] : [], target);
    expect([...canvas]).toEqual(Array.from(whole, (value) => (value > 0 ? 1 : 0)));
    expect(canvas.includes(1)).toBe(true);
  });

  it('fill a box whose edges lie between cells exactly, on the picture grid', () => {
    // 128 x 64 pixels of a frame of 64 x 32: edges at 2 * 11 = 22 and so on.
    const canvas = paintMasksCpu(painted(1, 2, GRID, box(11, 7, 41, 21)), {
      width: 128,
      height: 64,
    });
    const inside = (i: number) => i % 128 >= 22 && i % 128 < 82 && i >= 14 * 128 && i < 42 * 128;
    const wrong = canvas.reduce(
      (sum, value, i) => sum + (value === (inside(i) ? 1 : 0) ? 0 : 1),
      0,
    );
    expect(wrong).toBeLessThanOrEqual(4); // a pixel of each corner is cut off
  });
});

describe('the window of a mask', () => {
  it('is null without anything above 0, also when only the padding has it', () => {
    expect(painted(1, 4, GRID, () => 0)).toEqual([]);
    expect(painted(1, 4, GRID, (_x, y) => y - 33)).toEqual([]);
  });

  it('keeps one cell around what is above 0, and the region of the picture is no larger', () => {
    const masks = painted(1, 4, GRID, box(20, 8, 40, 24)).map(({ mask }) => mask);
    expect(masks).toHaveLength(1);
    const [mask] = masks as [MaskWindow];
    expect(mask).toMatchObject({ x: 4, y: 1, width: 7, height: 6 });
    const target = { width: 64, height: 32 };
    expect(maskRegion(mask, maskTaps(mask, target))).toEqual({
      x: 18,
      y: 6,
      width: 24,
      height: 20,
    });
  });
});
