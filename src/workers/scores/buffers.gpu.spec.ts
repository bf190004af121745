import { expect, test } from 'vitest';
import { liveBufferCount } from '#src/gpu/buffers';
import { createGpuCompute } from '#src/gpu/gpu-compute';
import { testDevice } from '#src/gpu/testing/device';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { ensureScores } from './scores';

test('a picture gives every GPU buffer back, those of a network run that was replaced too', async () => {
  const device = await testDevice();
  const compute = await createGpuCompute(device, 'rgba8unorm');
  const atStart = liveBufferCount();
  const { context, entry, runs } = createFakeModels(['rpl'], { compute, device });
  const rpl = (gamma: number) => [settingsFor(methodById('rpl'), { gamma })];

  await ensureScores(context, entry, rpl(1), {});
  const afterOne = liveBufferCount();
  await ensureScores(context, entry, rpl(0.5), {});
  expect(runs).toEqual(['rpl gamma=1', 'rpl gamma=0.5']);
  // Outputs and score of the first run have made room for those of the second.
  expect(liveBufferCount()).toBe(afterOne);

  entry.release();
  expect(liveBufferCount()).toBe(atStart);
});
