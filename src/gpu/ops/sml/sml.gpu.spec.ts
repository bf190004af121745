import { expect, it } from 'vitest';
import { destroyStorage, liveBufferCount, readBack, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { smlCpu } from './cpu';
import { createSml } from './gpu';
import { GOLDEN_PIXEL, SML_CASES } from './sml.cases';

it.each(SML_CASES)('sml: $name', async ({ logits, target, statistics }) => {
  const device = await testDevice();
  const kernel = await createSml(device);
  const before = liveBufferCount();
  const expected = smlCpu(logits, target, statistics);
  // Every step is rounded to float32, then divided by the standard deviation.
  const largest = logits.data.reduce((most, z) => Math.max(most, Math.abs(z)), 10);
  const allowed = (4 * 2 ** -23 * largest) / Math.sqrt(Math.min(...statistics.variance));
  await withoutGpuErrors(device, async () => {
    const buffer = uploadStorage(device, 'logits', logits.data as Float32Array<ArrayBuffer>);
    const result = kernel({ ...logits, buffer }, target, statistics);
    const actual = new Float32Array(await readBack(device, result, expected.byteLength));
    for (const [i, value] of expected.entries())
      expect(Math.abs((actual[i] as number) - value)).toBeLessThanOrEqual(allowed);
    destroyStorage(buffer);
    destroyStorage(result);
  });
  expect(liveBufferCount()).toBe(before);
});

it('refuses statistics of another number of classes', async () => {
  const device = await testDevice();
  const kernel = await createSml(device);
  const { logits, target, statistics } = GOLDEN_PIXEL;
  const buffer = uploadStorage(device, 'logits', logits.data as Float32Array<ArrayBuffer>);
  expect(() => kernel({ ...logits, buffer }, target, { ...statistics, mean: [1] })).toThrow(
    /19 classes/,
  );
  destroyStorage(buffer);
});
