import { expect, it } from 'vitest';
import { destroyStorage, readBack, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { meanCpu } from './cpu';
import { createMean } from './gpu';
import { MEAN_CASES } from './mean.cases';

it.each(MEAN_CASES)('mean: $name', async ({ a, b }) => {
  const device = await testDevice();
  const kernel = await createMean(device);
  await withoutGpuErrors(device, async () => {
    const sources = [a, b].map((score) => uploadStorage(device, 'score', score)) as [
      GPUBuffer,
      GPUBuffer,
    ];
    const mean = kernel(...sources, a.length);
    expect(new Float32Array(await readBack(device, mean, a.byteLength))).toEqual(meanCpu(a, b));
    for (const buffer of [...sources, mean]) destroyStorage(buffer);
  });
});
