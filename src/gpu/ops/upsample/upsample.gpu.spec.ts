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
  // The kernel rounds every step to float32, the twin only the result.
  const allowed =
    2e-6 + 2 ** -23 * output.data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const expected = upsampleCpu(output, target);
  await withoutGpuErrors(device, async () => {
    const buffer = uploadStorage(
      device,
      'network output',
      output.data as Float32Array<ArrayBuffer>,
    );
    const result = kernel({ ...output, buffer }, target);
    const actual = new Float32Array(await readBack(device, result, expected.byteLength));
    for (const [i, value] of expected.entries())
      expect(Math.abs((actual[i] as number) - value)).toBeLessThanOrEqual(allowed);
    destroyStorage(buffer);
    destroyStorage(result);
  });
  expect(liveBufferCount()).toBe(before);
});
