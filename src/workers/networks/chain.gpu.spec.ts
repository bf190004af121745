/** The shipped chain on a device: how often each file runs, and what becomes of its maps. */
import { expect, test, vi } from 'vitest';
import { liveBufferCount } from '#src/gpu/buffers';
import { createGpuCompute } from '#src/gpu/gpu-compute';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { PictureNetwork } from '#src/models/picture-network';
import { ModelStore } from '#src/models/store';
import { ensureScores } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import { HeldPicture } from '#src/workers/state/held-picture';
import { PictureStore } from '#src/workers/state/picture-store';
import { ModelService } from './prepare-model';

const SIZE = { width: 96, height: 64 };
const FOUR = ['entropy', 'max-entropy', 'rpl', 'dmlnet'].map((id) => settingsFor(methodById(id)));

test('four panes of four networks run the encoder once, and every buffer comes back', async () => {
  const device = await testDevice();
  const compute = await createGpuCompute(device, 'rgba8unorm');
  const store = new ModelStore(new URL('/models/', location.href).href, undefined, null);
  const models = new ModelService(store, 'webgpu', device, () => undefined);
  const context = {
    options: { longSide: 96 },
    info: { inference: 'webgpu', compute: 'webgpu' },
    compute,
    device,
    models,
    pictures: new PictureStore(),
    tellPage: () => undefined,
  } as unknown as EngineContext;
  const run = vi.spyOn(PictureNetwork.prototype, 'run');
  const rgba = Uint8ClampedArray.from({ length: 96 * 64 * 4 }, (_, i) => (i * 31) % 256);
  /** Buffers that live while the picture is held, and after it was given back. */
  const analyse = async () => {
    const entry = new HeldPicture(compute.loadPicture(rgba, SIZE), SIZE);
    await ensureScores(context, entry, FOUR, {});
    const map = entry.maps.get('trunk/at32');
    const held = liveBufferCount();
    entry.release();
    return { held, after: liveBufferCount(), map };
  };
  await withoutGpuErrors(device, async () => {
    const first = await analyse();
    const ids = run.mock.contexts.map((network) => (network as PictureNetwork).entry.id);
    expect(ids.toSorted()).toEqual(['base', 'dmlnet', 'max-entropy', 'rpl', 'trunk']);
    expect(first.map).toHaveProperty('buffer'); // it never left the device
    const second = await analyse();
    expect([second.held, second.after]).toEqual([first.held, first.after]);
    expect(first.held).toBeGreaterThan(first.after);
  });
});
