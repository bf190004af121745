import { expect, it } from 'vitest';
import { destroyStorage, readBack, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { BLUR_CASES } from './blur.cases';
import { blurCpu } from './cpu';
import { createBlur } from './gpu';

it.each(BLUR_CASES)('blur: $name', async ({ score, width, height }) => {
  const device = await testDevice();
  const kernel = await createBlur(device);
  const expected = blurCpu(score, { width, height });
  await withoutGpuErrors(device, async () => {
    const source = uploadStorage(device, 'score', score);
    const result = kernel(source, { width, height });
    const actual = new Float32Array(await readBack(device, result, score.byteLength));
    for (const [i, value] of expected.entries())
      expect(Math.abs((actual[i] as number) - value)).toBeLessThan(4e-6);
    destroyStorage(source);
    destroyStorage(result);
  });
});
