import { expect, it } from 'vitest';
import { destroyStorage, liveBufferCount, readBack, uploadStorage } from '#src/gpu/buffers';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { openClassesCpu } from './cpu';
import { createOpenClasses } from './gpu';
import { ONE_PROTOTYPE, OPEN_CLASSES_CASES } from './open-classes.cases';

it.each(OPEN_CLASSES_CASES)('open classes: $name', async ({ logits, target, rules }) => {
  const device = await testDevice();
  const kernel = await createOpenClasses(device);
  const before = liveBufferCount();
  const expected = openClassesCpu(logits, target, rules);
  await withoutGpuErrors(device, async () => {
    const buffer = uploadStorage(device, 'logits', logits.data as Float32Array<ArrayBuffer>);
    const result = kernel({ ...logits, buffer }, target, rules);
    const actual = new Uint32Array(await readBack(device, result, expected.length * 4));
    // Where two distances or logits are the same to the last bits, rounding may choose the other.
    const different = actual.filter((value, i) => value !== expected[i]).length;
    expect(different).toBeLessThanOrEqual(expected.length / 2000);
    destroyStorage(buffer);
    destroyStorage(result);
  });
  expect(liveBufferCount()).toBe(before);
});

it('refuses a prototype or a head of another size', async () => {
  const device = await testDevice();
  const kernel = await createOpenClasses(device);
  const { logits, target } = ONE_PROTOTYPE;
  const buffer = uploadStorage(device, 'logits', logits.data as Float32Array<ArrayBuffer>);
  expect(() =>
    kernel({ ...logits, buffer }, target, [{ kind: 'prototype', prototype: [1], radius: 1 }]),
  ).toThrow(/19 numbers/);
  expect(() =>
    kernel({ ...logits, buffer }, target, [
      { kind: 'head', outputs: 20, data: new Float32Array(4) },
    ]),
  ).toThrow(/20 x/);
  destroyStorage(buffer);
});
