import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StageTimes } from '#src/core/types';
import type { Compute, Logits } from '#src/gpu/compute';
import type { NetworkTensor } from '#src/models/picture-network';
import type { EngineContext, PreparedSegmenter } from '#src/workers/state/context';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { ensureNetworkResult } from './inference';

const destroyed = vi.hoisted(() => [] as unknown[]);
vi.mock(import('#src/gpu/buffers'), async (original) => ({
  ...(await original()),
  destroyStorage: (buffer: unknown) => void destroyed.push(buffer),
  uploadStorage: (_device: GPUDevice, label: string) => ({ label }) as GPUBuffer,
}));
vi.mock(import('#src/models/gpu-transfer'), async (original) => ({
  ...(await original()),
  readFloats: async (_device: GPUDevice, _buffer: GPUBuffer, count: number) =>
    Float32Array.from({ length: count }, (_, i) => i),
}));

const RUN = { modelId: 'rpl', scalars: { gamma: 1 } };
const DEVICE = {} as GPUDevice;

/** The network `rpl`, whose outputs a test may change on their way. */
function running(
  change: (outputs: Record<string, NetworkTensor>) => Record<string, NetworkTensor> = (all) => all,
  parts: Partial<EngineContext> = {},
) {
  const fake = createFakeModels(['rpl']);
  const told: object[] = [];
  const tellPage = (name: string, notice: object) => told.push({ name, ...notice });
  const model = fake.context.models.ready('rpl') as PreparedSegmenter;
  const run = model.picture.run.bind(model.picture);
  model.picture.run = async (...parameters) => change(await run(...parameters));
  const context = { ...fake.context, tellPage, ...parts } as EngineContext;
  const ensure = (wanted = RUN, times: StageTimes = {}, signal?: AbortSignal) =>
    ensureNetworkResult(context, fake.entry, wanted, times, signal);
  return { ...fake, context, told, ensure, model };
}

/** Operations of a device, as far as their path and the network's input go. */
function onDevice(buffer: GPUBuffer): Compute {
  const { compute } = createFakeModels([]).context;
  const preprocess: Compute['preprocess'] = async (_picture, grid) => ({ grid, buffer });
  return { ...compute, path: 'webgpu', preprocess };
}

beforeEach(() => {
  destroyed.length = 0;
});

describe('the result of a network', () => {
  it('is kept until other scalar inputs are asked for, and then released', async () => {
    const { ensure, entry, runs } = running();
    const first = await ensure();
    const release = vi.spyOn(first, 'release');
    expect(await ensure()).toBe(first);
    const other = await ensure({ ...RUN, scalars: { gamma: 0 } });
    expect(runs).toEqual(['rpl gamma=1', 'rpl gamma=0']);
    expect(entry.networks.get('rpl')).toBe(other);
    expect(release).toHaveBeenCalledOnce();
  });

  it('has every output that is read, the range of the residual norm, and the verdict', async () => {
    const { ensure, told, entry } = running();
    const times: StageTimes = {};
    const result = await ensure(RUN, times);
    expect(result.run).toBe(RUN);
    expect(Object.keys(result.outputs)).toEqual(['logits', 'rplLogits', 'residualNorm']);
    expect(result.residualRange).toEqual({ min: 1, max: 126 });
    expect(result.roadLikeness).toMatchObject({ share: 0, looksLikeRoad: false });
    expect(Object.keys(times)).toEqual(['preprocess', 'infer']);
    expect(entry.networks.get('rpl')).toBe(result);
    expect(told).toEqual([
      {
        name: 'progress',
        what: 'rpl',
        modelId: 'rpl',
        phase: 'infer',
        loaded: 0,
        total: 1,
        cached: false,
      },
    ]);
  });

  it('has no such range where the network has no residual norm', async () => {
    const { ensure } = running(({ residualNorm: _, ...others }) => others);
    expect((await ensure()).residualRange).toBeNull();
  });

  it.each([
    ['logits', 'all zero', 0],
    ['rplLogits', 'flat', 1],
    ['logits', 'not a number', Number.NaN],
  ])('is refused with %s that are %s', async (name, problem, value) => {
    const { ensure, entry } = running((outputs) => {
      const data = new Float32Array(19 * 16 * 8).fill(value);
      return { ...outputs, [name]: { ...(outputs[name] as NetworkTensor), data } };
    });
    await expect(ensure()).rejects.toMatchObject({
      code: 'model-self-check',
      message: `The network's output is ${problem}: this device does not compute correctly.`,
      retryable: true,
    });
    expect(entry.networks.size).toBe(0);
  });

  it('may have a residual norm of zero', async () => {
    const { ensure } = running();
    expect((await ensure({ ...RUN, scalars: { gamma: 0 } })).residualRange).toEqual({
      min: 0,
      max: 0,
    });
  });

  it('does not come when it is cancelled before the picture is prepared or before the run', async () => {
    const { ensure, runs, told } = running();
    await expect(ensure(RUN, {}, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(told).toEqual([]);
    const controller = new AbortController();
    const result = ensure(RUN, {}, controller.signal);
    setTimeout(() => controller.abort(), 0);
    await expect(result).rejects.toMatchObject({ code: 'cancelled' });
    expect(runs).toEqual([]);
  });
});

describe('outputs', () => {
  const plain = { ...createFakeModels([]).context.compute };
  const buffer = { label: 'output' } as GPUBuffer;
  const onGpu = (outputs: Record<string, NetworkTensor>) => {
    const { data: _, ...shape } = outputs.logits as NetworkTensor & { data: Float32Array };
    return { ...outputs, logits: { ...shape, buffer } };
  };
  const tensorOf = async (ensure: ReturnType<typeof running>['ensure']) => {
    const { logits } = (await ensure()).outputs;
    if (!logits) throw new Error('The logits are missing.');
    return logits;
  };

  it('of the processor stay there for operations of the processor', async () => {
    const { ensure } = running(undefined, { device: DEVICE });
    const { tensor, values } = await tensorOf(ensure);
    expect((tensor as { data: Float32Array }).data).toBe(values);
    expect(destroyed).toEqual([]);
  });

  it('of the processor are put on the device for operations there, whose input is given back', async () => {
    const input = { label: 'input' } as GPUBuffer;
    const { ensure } = running(undefined, { compute: onDevice(input), device: DEVICE });
    const { tensor, values } = await tensorOf(ensure);
    expect(tensor).toEqual({
      buffer: { label: 'network output of a picture' },
      ...{ classes: 19, stride: 4, width: 16, height: 8, grid: expect.anything() },
    });
    expect(values).toHaveLength(19 * 16 * 8);
    expect(destroyed).toEqual([input]);
  });

  it('of the device are read for the checks, and stay for operations there', async () => {
    const compute = onDevice({} as GPUBuffer);
    const { ensure } = running(onGpu, { compute, device: DEVICE });
    const { tensor, values } = await tensorOf(ensure);
    expect((tensor as { buffer: GPUBuffer }).buffer).toBe(buffer);
    expect(values).toHaveLength(19 * 16 * 8);
    expect(destroyed).not.toContain(buffer);
  });

  it('of the device are brought to operations of the processor', async () => {
    const { ensure } = running(onGpu, { compute: plain, device: DEVICE });
    const { tensor, values } = await tensorOf(ensure);
    expect(tensor).toEqual<Logits>({
      data: values,
      ...{ classes: 19, stride: 4, width: 16, height: 8, grid: expect.anything() },
    });
    expect(destroyed).toEqual([buffer]);
  });

  it('of no device cannot be buffers', async () => {
    const { ensure } = running(onGpu, { compute: plain, device: null });
    await expect(ensure()).rejects.toMatchObject({
      code: 'internal',
      message: 'A GPU buffer without a device.',
    });
  });
});
