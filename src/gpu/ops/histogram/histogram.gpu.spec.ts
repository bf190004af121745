import { expect, it } from 'vitest';
import { destroyStorage, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { histogramCpu, rangeCpu } from './cpu';
import { createHistogram } from './gpu';
import { HISTOGRAM_CASES } from './histogram.cases';

it.each(HISTOGRAM_CASES)('histogram: $name', async ({ score }) => {
  const device = await testDevice();
  const kernels = await createHistogram(device);
  await withoutGpuErrors(device, async () => {
    const buffer = uploadStorage(device, 'score', score);
    const range = await kernels.range(buffer, score.length);
    expect(range).toEqual(rangeCpu(score));
    if (range.min <= range.max)
      expect([...(await kernels.histogram(buffer, score.length, range))]).toEqual([
        ...histogramCpu(score, range),
      ]);
    destroyStorage(buffer);
  });
});
