import { expect, it } from 'vitest';
import { destroyStorage, readBack, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { preprocessCpu } from './cpu';
import { createPreprocess } from './gpu';
import { MEAN, RESIZE_CASES, STD } from './preprocess.cases';

it.each(RESIZE_CASES)('preprocess: $name', async ({ from, to, rgba }) => {
  const device = await testDevice();
  const kernel = await createPreprocess(device);
  const grid = { ...to, paddedWidth: to.width + 3, paddedHeight: to.height + 1 };
  const expected = preprocessCpu(rgba, from, grid, MEAN, STD);
  await withoutGpuErrors(device, async () => {
    const buffer = uploadStorage(device, 'picture', rgba);
    const planes = kernel({ ...from, buffer }, grid, MEAN, STD);
    const actual = new Float32Array(await readBack(device, planes, expected.byteLength));
    // The bytes agree exactly; one byte step is 0.017, rounding of the division below 1e-6.
    for (const [i, value] of expected.entries())
      expect(Math.abs((actual[i] as number) - value)).toBeLessThan(1e-6);
    destroyStorage(buffer);
    destroyStorage(planes);
  });
});
