import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { ModelEntry } from '#src/models/manifest';
import { prepareRuntime } from '#src/models/ort';
import { PictureNetwork } from '#src/models/picture-network';
import { PromptNetwork } from '#src/models/prompt-network';
import { tensorSelfCheck } from '#src/models/prompt-self-check';
import { selfCheck } from '#src/models/self-check';
import type { LoadOptions, ModelStore, PinnedFile } from '#src/models/store';
import { ModelService } from './prepare-model';

/** Ids that have a session. */
const held = vi.hoisted(() => ({ networks: new Set<string>(), prompting: new Set<string>() }));
vi.mock(import('#src/models/pools'), async (original) => ({
  ...(await original()),
  networkPool: vi.fn(() => ({ has: (id: string) => held.networks.has(id) })) as never,
  promptPool: vi.fn(() => ({ has: (id: string) => held.prompting.has(id) })) as never,
}));
vi.mock(import('#src/models/ort'), async (original) => ({
  ...(await original()),
  prepareRuntime: vi.fn(),
  threadsOfRuntime: () => 2,
}));
vi.mock(import('#src/models/picture-network'), () => ({
  PictureNetwork: vi.fn(function (this: object) {
    Object.assign(this, { prepare: vi.fn(), release: vi.fn() });
  }) as never,
}));
vi.mock(import('#src/models/prompt-network'), () => ({
  PromptNetwork: vi.fn(function (this: object) {
    Object.assign(this, { prepare: vi.fn(), release: vi.fn() });
  }) as never,
}));
vi.mock(import('#src/models/self-check'), async (original) => ({
  ...(await original()),
  parseFixture: (stored: unknown) => stored as never,
  selfCheck: vi.fn(),
}));
vi.mock(import('#src/models/prompt-self-check'), async (original) => ({
  ...(await original()),
  parseTensorFixture: (stored: unknown) => stored as never,
  tensorSelfCheck: vi.fn(),
}));

const CHECK = { maxDifference: 0.1, tolerance: 0.2 };
const GIVEN = { 'base/features': Float32Array.of(1) };
const about = (id: string) => ({
  id,
  title: `The ${id}`,
  bytes: 5,
  sha256: 'f00',
  licence: { name: 'MIT' },
});
const SUMMARY = (id: string, kind: string, needs: string[] = []) => ({
  ...about(id),
  kind,
  licence: 'MIT',
  needs,
});
const CLASSES = [{ name: 'road', colour: '#000000' }];
const MODELS = [
  {
    ...about('base'),
    kind: 'segmenter',
    classes: CLASSES,
    inputs: [{ name: 'image', from: 'picture' }],
    selfCheck: { file: 'base.json' },
  },
  { ...about('decoder'), kind: 'mask-decoder', selfCheck: { file: 'decoder.json' } },
  {
    ...about('rpl'),
    kind: 'segmenter',
    classes: CLASSES,
    inputs: [{ name: 'features', from: 'base/features' }],
    selfCheck: { file: 'rpl.json' },
  },
] as unknown as ModelEntry[];
const FIXTURES: Record<string, object> = {
  'base.json': { input: { shape: [1, 3, 32, 64] } },
  'rpl.json': { input: { shape: [1, 3, 32, 64] } },
  'decoder.json': { inputs: { image: { shape: [1, 3, 16, 8] } } },
};

/** A network as the mocked class made it, with which arguments. */
const madeBy = (made: typeof PictureNetwork | typeof PromptNetwork) => {
  const { instances, calls } = vi.mocked(made as never as () => void).mock;
  return {
    network: instances[0] as unknown as Record<'prepare' | 'release', ReturnType<typeof vi.fn>>,
    parameters: calls[0] as unknown[],
  };
};

const told: [string, Record<string, unknown>][] = [];
const load = vi.fn();
const manifest = vi.fn();
const clear = vi.fn();
const DEVICE = {} as GPUDevice;
let service: ModelService;

beforeEach(() => {
  vi.clearAllMocks();
  told.length = 0;
  held.networks.clear();
  held.prompting.clear();
  vi.mocked(selfCheck).mockResolvedValue({ check: CHECK, given: GIVEN });
  vi.mocked(tensorSelfCheck).mockResolvedValue(CHECK);
  manifest.mockReset().mockResolvedValue({ models: MODELS });
  load.mockReset().mockImplementation(async ({ file }: PinnedFile, { onProgress }: LoadOptions) => {
    onProgress?.({ phase: 'download', loaded: 1, total: 5, cached: false });
    const bytes = new TextEncoder().encode(JSON.stringify(FIXTURES[file] ?? {}));
    return { bytes, source: 'cache' };
  });
  const store = { load, manifest, clear } as unknown as ModelStore;
  service = new ModelService(store, 'webgpu', DEVICE, (name, notice) =>
    told.push([name, notice as unknown as Record<string, unknown>]),
  );
});

describe('the runtime', () => {
  it('is brought first, and told of as no network', async () => {
    vi.mocked(prepareRuntime).mockImplementationOnce(async ({ onProgress }) => onProgress?.(3, 27));
    const { signal } = new AbortController();
    await service.prepare('base', signal);
    expect(vi.mocked(prepareRuntime).mock.calls[0]?.[0].signal).toBe(signal);
    expect(told[0]).toEqual([
      'progress',
      {
        what: 'the inference engine',
        modelId: null,
        phase: 'download',
        loaded: 3,
        total: 27,
        cached: false,
      },
    ]);
  });

  it('that does not come leaves the network alone', async () => {
    const failure = new AnomalensError('runtime-download', 'gone', true);
    vi.mocked(prepareRuntime).mockRejectedValueOnce(failure);
    await expect(service.prepare('base')).rejects.toBe(failure);
    expect(load).not.toHaveBeenCalled();
    expect(told.at(-1)?.[1]).toMatchObject({ error: { code: 'runtime-download' } });
  });
});

describe('a network that is prepared', () => {
  it('is loaded, compiled at the size of its check, checked, and told of', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValueOnce(100).mockReturnValueOnce(130);
    const prepared = await service.prepare('base');
    now.mockRestore();
    const info = {
      ...SUMMARY('base', 'segmenter'),
      ...{ source: 'cache', selfCheck: CHECK, classes: CLASSES, compileMs: 30, threads: 2 },
    };
    expect(prepared.info).toEqual(info);
    expect(prepared.entry).toBe(MODELS[0]);
    const { network, parameters } = madeBy(PictureNetwork);
    expect(prepared).toMatchObject({ picture: network, feedsOthers: true });
    expect(parameters).toEqual([
      { entry: MODELS[0], bytes: expect.any(Uint8Array) },
      expect.anything(),
      DEVICE,
    ]);
    expect(network.prepare).toHaveBeenCalledWith({ width: 64, height: 32 });
    expect(network.release).not.toHaveBeenCalled();
    expect(selfCheck).toHaveBeenCalledWith(network, FIXTURES['base.json'], {});
    const progress = { what: 'The base', modelId: 'base', cached: false };
    expect(told).toEqual([
      ['progress', { ...progress, phase: 'download', loaded: 1, total: 5 }],
      ['progress', { ...progress, phase: 'compile', loaded: 0, total: 1 }],
      ['progress', { ...progress, phase: 'self-check', loaded: 0, total: 1 }],
      ['model', { modelId: 'base', info, error: null }],
    ]);
  });

  it('of prompts is prepared at the frame of its check', async () => {
    const prepared = await service.get('decoder');
    const { network, parameters } = madeBy(PromptNetwork);
    expect(prepared).toMatchObject({
      entry: MODELS[1],
      network,
      info: {
        ...SUMMARY('decoder', 'mask-decoder'),
        source: 'cache',
        selfCheck: CHECK,
        classes: [],
      },
    });
    expect(parameters[0]).toEqual({ entry: MODELS[1], bytes: expect.any(Uint8Array) });
    expect(network.prepare).toHaveBeenCalledWith({ width: 8, height: 16 });
    expect(tensorSelfCheck).toHaveBeenCalledWith(network, FIXTURES['decoder.json']);
    expect(PictureNetwork).not.toHaveBeenCalled();
  });

  it('is prepared once, for all who ask', async () => {
    expect(service.ready('base')).toBeNull();
    const [first, second] = await Promise.all([service.prepare('base'), service.prepare('base')]);
    expect(second).toBe(first);
    expect(await service.get('base')).toBe(first);
    expect(service.ready('base')).toBe(first);
    expect(PictureNetwork).toHaveBeenCalledOnce();
  });

  it('leaves nothing behind when its check fails, and is prepared anew when asked again', async () => {
    const failure = new AnomalensError('model-self-check', 'off', true);
    vi.mocked(selfCheck).mockRejectedValueOnce(failure);
    await expect(service.prepare('base')).rejects.toBe(failure);
    expect(madeBy(PictureNetwork).network.release).toHaveBeenCalledOnce();
    expect(service.ready('base')).toBeNull();
    const error = { code: 'model-self-check', message: 'off', retryable: true };
    expect(told.at(-1)).toEqual(['model', { modelId: 'base', info: null, error }]);
    expect((await service.prepare('base')).info.selfCheck).toBe(CHECK);
    expect(manifest).toHaveBeenCalledTimes(2); // a newer one may name another file
  });

  it('that is cancelled has not failed', async () => {
    load.mockRejectedValueOnce(new AnomalensError('cancelled', 'Cancelled.', true));
    await expect(service.prepare('base')).rejects.toMatchObject({ code: 'cancelled' });
    expect(told.at(-1)).toEqual(['model', { modelId: 'base', info: null, error: null }]);
    const before = told.length;
    await expect(service.prepare('base', AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(told).toHaveLength(before);
  });

  it('is loaded with the signal of the request', async () => {
    const { signal } = new AbortController();
    await service.get('base', signal);
    expect(manifest).toHaveBeenCalledWith(signal);
    expect(load.mock.calls.map(([, options]) => options.signal)).toEqual([signal, signal]);
  });
});

describe('a network that others feed', () => {
  it('is prepared after them, and checked with what they gave', async () => {
    await service.prepare('rpl');
    expect(told.filter(([name]) => name === 'model').map(([, { modelId }]) => modelId)).toEqual([
      'base',
      'rpl',
    ]);
    expect(vi.mocked(selfCheck).mock.calls.map((call) => call[2])).toEqual([{}, GIVEN]);
    expect(service.ready('rpl')).toMatchObject({ feedsOthers: false });
    await service.prepare('base');
    expect(PictureNetwork).toHaveBeenCalledTimes(2);
  });

  it('fails with them, which is told of both, and leaves the others alone', async () => {
    const failure = new AnomalensError('model-download', 'base.onnx could not be downloaded', true);
    load.mockRejectedValueOnce(failure);
    await expect(service.prepare('rpl')).rejects.toBe(failure);
    const error = expect.objectContaining({ message: failure.message });
    expect(told.slice(-2)).toEqual([
      ['model', { modelId: 'base', info: null, error }],
      ['model', { modelId: 'rpl', info: null, error }],
    ]);
    vi.mocked(selfCheck).mockResolvedValueOnce({ check: CHECK, given: GIVEN });
    vi.mocked(selfCheck).mockRejectedValueOnce(new AnomalensError('model-self-check', 'off', true));
    await expect(service.prepare('rpl')).rejects.toMatchObject({ code: 'model-self-check' });
    expect(service.ready('base')).not.toBeNull();
    expect((await service.prepare('rpl')).info.id).toBe('rpl');
  });
});

describe('the list of networks', () => {
  it('is that of the manifest, which is read once', async () => {
    expect(await service.list()).toEqual([
      SUMMARY('base', 'segmenter'),
      SUMMARY('decoder', 'mask-decoder'),
      SUMMARY('rpl', 'segmenter', ['base']),
    ]);
    await service.list();
    expect(manifest).toHaveBeenCalledOnce();
  });

  it('is asked for again when it could not be read', async () => {
    manifest.mockRejectedValueOnce(new AnomalensError('model-download', 'offline', true));
    await expect(service.list()).rejects.toMatchObject({ code: 'model-download' });
    expect(await service.list()).toHaveLength(3);
  });
});

it('networks with a session come first', () => {
  held.networks.add('rpl');
  held.prompting.add('decoder');
  expect(service.quickestFirst(['base', 'rpl', 'dmlnet', 'decoder'])).toEqual([
    'rpl',
    'decoder',
    'base',
    'dmlnet',
  ]);
});

it('clearing the cache clears the stored files', async () => {
  await service.clearCache();
  expect(clear).toHaveBeenCalledOnce();
});
