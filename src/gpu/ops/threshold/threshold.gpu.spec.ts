import { expect, it } from 'vitest';
import { destroyStorage, readBack, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { createThreshold } from './gpu';
import { THRESHOLD_CASES } from './threshold.cases';

it.each(THRESHOLD_CASES)('threshold: $name', async ({ score, threshold, expected }) => {
  const device = await testDevice();
  const kernel = await createThreshold(device);
  await withoutGpuErrors(device, async () => {
    const source = uploadStorage(device, 'score', score);
    const mask = kernel(source, score.length, threshold);
    expect([...new Uint32Array(await readBack(device, mask, score.length * 4))]).toEqual(expected);
    destroyStorage(source);
    destroyStorage(mask);
  });
});
