import { expect, it } from 'vitest';
import { destroyStorage, liveBufferCount, readBack, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { CONCEPTS_CASES } from './concepts.cases';
import { conceptsCpu } from './cpu';
import { createConcepts } from './gpu';

it.each(CONCEPTS_CASES)('concepts: $name', async ({ similarities, columns, temperature }) => {
  const device = await testDevice();
  const kernel = await createConcepts(device);
  const before = liveBufferCount();
  const expected = conceptsCpu(similarities, columns, temperature).data;
  await withoutGpuErrors(device, async () => {
    const data = similarities.data as Float32Array<ArrayBuffer>;
    const buffer = uploadStorage(device, 'similarities', data);
    const logits = kernel({ ...similarities, buffer }, columns, temperature);
    const actual = new Float32Array(await readBack(device, logits, expected.byteLength));
    for (const [i, value] of expected.entries()) {
      const error = Math.abs((actual[i] as number) - value) / Math.max(1, Math.abs(value));
      if (!(error <= 2e-6)) throw new Error(`logit ${i}: ${actual[i]} instead of ${value}`);
    }
    for (const used of [buffer, logits]) destroyStorage(used);
  });
  expect(liveBufferCount()).toBe(before);
});

it('concepts: refuse a column of a concept that is not there', async () => {
  const device = await testDevice();
  const kernel = await createConcepts(device);
  const buffer = uploadStorage(device, 'similarities', Float32Array.of(1));
  const similarities = {
    ...(CONCEPTS_CASES[0] as (typeof CONCEPTS_CASES)[0]).similarities,
    buffer,
  };
  expect(() => kernel(similarities, [{ concepts: [1], offset: 0 }], 1)).toThrow(/no concept 1/);
  destroyStorage(buffer);
});
