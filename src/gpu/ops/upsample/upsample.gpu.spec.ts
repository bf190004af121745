import { expect, it } from 'vitest';
import { destroyStorage, liveBufferCount, readBack, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { upsampleCpu } from './cpu';
import { createUpsample } from './gpu';
import { UPSAMPLE_CASES } from './upsample.cases';

it.each(UPSAMPLE_CASES)('upsample: $name', async ({ output, target }) => {
  const device = await testDevice();
  const kernel = await createUpsample(device);
  const before = liveBufferCount();
  const expected = upsampleCpu(output, target);
  await withoutGpuErrors(device, async () => {
    const buffer = uploadStorage(device, 'network output', output.data as Float32Array<ArrayBuffer>);
    const result = kernel({ ...output, buffer }, target);
    const actual = new Float32Array(await readBack(device, result, expected.byteLength));
    for (const [i, value] of expected.entries()) expect(Math.abs(actual[i] - value)).toBeLessThanOrEqual(2e-6 * Math.max(1, value));
    destroyStorage(buffer);
    destroyStorage(result);
  });
  expect(liveBufferCount()).toBe(before);
});
