import { expect, it } from 'vitest';
import { destroyStorage, liveBufferCount, readBack, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { addDropoutPassCpu, DROPOUT_STATISTICS, dropoutStatisticCpu, dropoutSums } from './cpu';
import { DROPOUT_AS_SHIPPED, DROPOUT_CASES } from './dropout.cases';
import { createDropout } from './gpu';
import { dropoutMasks } from './masks';

it.each(DROPOUT_CASES)('dropout: $name', async ({ features, classifier, passes, rate }) => {
  const device = await testDevice();
  const dropout = await createDropout(device);
  const before = liveBufferCount();
  const channels = features.classes;
  const masks = dropoutMasks(passes, channels, rate, 1);
  const expectedSums = dropoutSums(features, classifier);
  await withoutGpuErrors(device, async () => {
    const onGpu = {
      ...features,
      buffer: uploadStorage(device, 'features', features.data as Float32Array<ArrayBuffer>),
    };
    const sums = dropout.sums(onGpu, classifier);
    for (let t = 0; t < passes; t++) {
      const mask = masks.subarray(t * channels, (t + 1) * channels);
      addDropoutPassCpu(features, classifier, mask, expectedSums);
      dropout.addPass(onGpu, classifier, mask, sums);
    }
    for (const statistic of DROPOUT_STATISTICS) {
      const expected = dropoutStatisticCpu(expectedSums, classifier.bias.length, passes, statistic);
      const result = dropout.statistic(
        sums,
        expected.length,
        classifier.bias.length,
        passes,
        statistic,
      );
      const actual = new Float32Array(await readBack(device, result, expected.byteLength));
      // Logits of up to a few hundred are sums of 64 float32 products; the twin sums in float64.
      for (const [i, value] of expected.entries())
        expect(Math.abs((actual[i] as number) - value), statistic).toBeLessThanOrEqual(2e-5);
      destroyStorage(result);
    }
    destroyStorage(onGpu.buffer);
    destroyStorage(sums);
  });
  expect(liveBufferCount()).toBe(before);
});

it('refuses a classifier of another number of channels', async () => {
  const device = await testDevice();
  const dropout = await createDropout(device);
  const { features, classifier } = DROPOUT_AS_SHIPPED;
  const buffer = uploadStorage(device, 'features', features.data as Float32Array<ArrayBuffer>);
  expect(() => dropout.sums({ ...features, buffer }, { ...classifier, weight: [1] })).toThrow(
    /64 channels/,
  );
  destroyStorage(buffer);
});
