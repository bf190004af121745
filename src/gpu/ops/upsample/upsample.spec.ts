import { describe, expect, it } from 'vitest';
import { sampleLogitsCpu } from '#src/gpu/ops/scores/cpu';
import { upsampleCpu } from './cpu';
import { UPSAMPLE_CASES } from './upsample.cases';

describe('upsample', () => {
  it.each(UPSAMPLE_CASES)('samples as the logits are sampled: $name', ({ output, target }) => {
    const enlarged = upsampleCpu(output, target);
    for (let y = 0; y < target.height; y += 3) {
      for (let x = 0; x < target.width; x += 2) {
        expect(enlarged[y * target.width + x]).toBeCloseTo(
          sampleLogitsCpu(output, target, x, y)[0] as number,
          4,
        );
      }
    }
  });

  it('interpolates halfway between two half-pixel centres', () => {
    const grid = { width: 8, height: 4, paddedWidth: 8, paddedHeight: 4 };
    const output = {
      data: Float32Array.of(1, 5),
      classes: 1,
      width: 2,
      height: 1,
      stride: 4,
      grid,
    };
    expect([...upsampleCpu(output, { width: 4, height: 1 })]).toEqual([1, 2, 4, 5]);
  });
});
