import { expect, it } from 'vitest';
import { destroyStorage, liveBufferCount, readBack, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { mahalanobisCpu } from './cpu';
import { createMahalanobis } from './gpu';
import { MAHALANOBIS_AS_SHIPPED, MAHALANOBIS_CASES } from './mahalanobis.cases';

it.each(MAHALANOBIS_CASES)('mahalanobis: $name', async ({ features, whitening }) => {
  const device = await testDevice();
  const kernel = await createMahalanobis(device);
  const before = liveBufferCount();
  const expected = mahalanobisCpu(features, whitening);
  await withoutGpuErrors(device, async () => {
    const buffer = uploadStorage(device, 'features', features.data as Float32Array<ArrayBuffer>);
    const result = kernel({ ...features, buffer }, whitening);
    const actual = new Float32Array(await readBack(device, result, expected.byteLength));
    // Sums of up to 64 products, each rounded to float32: against the float64 twin.
    for (const [i, value] of expected.entries())
      expect(Math.abs((actual[i] as number) - value)).toBeLessThanOrEqual(
        2e-5 * Math.max(1, value),
      );
    destroyStorage(buffer);
    destroyStorage(result);
  });
  expect(liveBufferCount()).toBe(before);
});

it('refuses a whitening of another number of channels', async () => {
  const device = await testDevice();
  const kernel = await createMahalanobis(device);
  const { features, whitening } = MAHALANOBIS_AS_SHIPPED;
  const buffer = uploadStorage(device, 'features', features.data as Float32Array<ArrayBuffer>);
  expect(() =>
    kernel({ ...features, buffer }, { ...whitening, projection: whitening.projection.slice(1) }),
  ).toThrow(/64 channels/);
  destroyStorage(buffer);
});
