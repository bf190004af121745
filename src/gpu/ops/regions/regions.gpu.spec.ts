import { expect, it } from 'vitest';
import { BACKGROUND } from '#src/core/types';
import { destroyStorage, readBack, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { regionsCpu } from './cpu';
import { createRegions } from './gpu';
import { MASK_CASES } from './regions.cases';

it.each(MASK_CASES)('regions: $name', async ({ mask, width, height }) => {
  const device = await testDevice();
  const kernel = await createRegions(device);
  const expected = regionsCpu(mask, { width, height });
  await withoutGpuErrors(device, async () => {
    const buffer = uploadStorage(device, 'mask', Uint32Array.from(mask));
    const { labels, areas } = kernel(buffer, { width, height });
    expect([...new Uint32Array(await readBack(device, labels, mask.length * 4))]).toEqual([
      ...expected,
    ]);
    const counted = new Uint32Array(mask.length);
    for (const label of expected) if (label !== BACKGROUND) (counted[label] as number)++;
    expect([...new Uint32Array(await readBack(device, areas, mask.length * 4))]).toEqual([
      ...counted,
    ]);
    for (const used of [buffer, labels, areas]) destroyStorage(used);
  });
});
