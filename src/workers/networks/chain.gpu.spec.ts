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

const rgba = Uint8ClampedArray.from({ length: 96 * 64 * 4 }, (_, i) => (i * 31) % 256);

/** The shipped networks on a device. */
async function onDevice(longSide: number) {
  const device = await testDevice();
  const compute = await createGpuCompute(device, 'rgba8unorm');
  const store = new ModelStore(new URL('/models/', location.href).href, undefined, null);
  const models = new ModelService(store, 'webgpu', device, () => undefined);
  const context = {
    options: { longSide },
    info: { inference: 'webgpu', compute: 'webgpu' },
    compute,
    device,
    models,
    pictures: new PictureStore(),
    tellPage: () => undefined,
  } as unknown as EngineContext;
  const open = () => new HeldPicture(compute.loadPicture(rgba, SIZE), SIZE);
  return { device, context, open };
}

test('four panes of four networks run the encoder once, and every buffer comes back', async () => {
  const { device, context, open } = await onDevice(96);
  const run = vi.spyOn(PictureNetwork.prototype, 'run');
  /** Buffers that live while the picture is held, and after it was given back. */
  const analyse = async () => {
    const entry = open();
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
  run.mockRestore();
});

test('a second look runs the chain at its own size, and gives every buffer back', async () => {
  const { device, context, open } = await onDevice(64); // the picture has 96 to show
  const run = vi.spyOn(PictureNetwork.prototype, 'run');
  const twice = [settingsFor(methodById('max-entropy'), { looks: 2 })];
  /** Buffers that live with the maps of the second look, without them, and after the picture. */
  const analyse = async () => {
    const before = liveBufferCount();
    const entry = open();
    await ensureScores(context, entry, twice, {});
    const withMaps = liveBufferCount();
    await entry.dropSecondMaps();
    const without = liveBufferCount();
    entry.release();
    return { withMaps, without, left: liveBufferCount() - before };
  };
  await withoutGpuErrors(device, async () => {
    const { withMaps, without } = await analyse(); // the device keeps what it has compiled
    expect(run.mock.calls.map(([, { width }]) => width)).toEqual([64, 64, 96, 96]);
    expect(withMaps - without).toBe(6); // the picture and the five maps of the trunk
    expect((await analyse()).left).toBe(0);
  });
  run.mockRestore();
});
