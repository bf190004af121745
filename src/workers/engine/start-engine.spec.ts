import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { acquireDevice, describeAdapter } from '#src/gpu/device';
import { createGpuCompute } from '#src/gpu/gpu-compute';
import type { EngineOptions } from '#src/protocol/engine';
import packageJson from '../../../package.json';
import { startEngine } from './start-engine';

vi.mock(import('#src/gpu/device'), () => ({ acquireDevice: vi.fn(), describeAdapter: vi.fn() }));
vi.mock(import('#src/gpu/gpu-compute'), () => ({ createGpuCompute: vi.fn() }));

const HARDWARE = { vendor: 'v', architecture: 'a', description: '', software: false };
const OPTIONS: EngineOptions = {
  inference: 'auto',
  compute: 'auto',
  longSide: 768,
  modelsUrl: 'https://example.test/models/',
};
const told: unknown[][] = [];
const start = (change: Partial<EngineOptions> = {}) =>
  startEngine({ ...OPTIONS, ...change }, (...notice) => told.push(notice));

/** A device that is lost when `lose` is called. */
function deviceOf() {
  let lose: (info: object) => void = () => {};
  const lost = new Promise<object>((resolve) => {
    lose = resolve;
  });
  return { device: { lost } as unknown as GPUDevice, lose: (info: object) => lose(info) };
}

beforeEach(() => {
  vi.clearAllMocks();
  told.length = 0;
  vi.mocked(describeAdapter).mockResolvedValue(HARDWARE);
  vi.mocked(createGpuCompute).mockResolvedValue({ path: 'webgpu' } as never);
  vi.stubGlobal('navigator', { gpu: { getPreferredCanvasFormat: () => 'bgra8unorm' } });
});
afterEach(() => vi.unstubAllGlobals());

describe('the engine', () => {
  it('takes the device of a hardware adapter for both paths', async () => {
    const { device } = deviceOf();
    vi.mocked(acquireDevice).mockResolvedValue({ device, adapter: HARDWARE });
    const { context, models } = await start();
    expect(context.info).toEqual({
      inference: 'webgpu',
      compute: 'webgpu',
      adapter: HARDWARE,
      fallbackReason: null,
      keptPictures: 5,
      versions: {
        anomalens: packageJson.version,
        onnxruntime: packageJson.dependencies['onnxruntime-web'],
      },
    });
    expect(createGpuCompute).toHaveBeenCalledWith(device, 'bgra8unorm');
    expect(context).toMatchObject({ device, compute: { path: 'webgpu' }, options: OPTIONS });
    expect(context.models).toBe(models);
  });

  it('runs on the processor where the adapter is software', async () => {
    vi.mocked(describeAdapter).mockResolvedValue({ ...HARDWARE, software: true });
    const { context } = await start();
    expect(context.info).toMatchObject({ inference: 'wasm', compute: 'cpu' });
    expect([context.device, context.compute.path]).toEqual([null, 'cpu']);
    expect(acquireDevice).not.toHaveBeenCalled();
  });

  it('looks for no adapter that nobody wants', async () => {
    const { context } = await start({ inference: 'wasm', compute: 'cpu' });
    expect(describeAdapter).not.toHaveBeenCalled();
    expect(context.info).toMatchObject({ adapter: null, fallbackReason: null });
  });

  it.each([
    ['webgpu', 'cpu', 'cpu'],
    ['wasm', 'webgpu', 'webgpu'],
  ] as const)('takes a device for %s and %s', async (inference, compute, path) => {
    const { device } = deviceOf();
    vi.mocked(acquireDevice).mockResolvedValue({ device, adapter: HARDWARE });
    const { context } = await start({ inference, compute });
    expect([context.device, context.compute.path]).toEqual([device, path]);
  });

  it('goes on without a device that is refused, and says why', async () => {
    vi.mocked(acquireDevice).mockRejectedValue(
      new AnomalensError('webgpu-limit', 'The adapter refused.', true),
    );
    const { context } = await start();
    expect(context.info).toMatchObject({
      inference: 'wasm',
      compute: 'cpu',
      adapter: HARDWARE,
      fallbackReason: 'The adapter refused. Everything runs on the processor, which is slower.',
    });
    expect(context.device).toBeNull();
  });

  it('does not hide a bug behind the slower path', async () => {
    vi.mocked(acquireDevice).mockRejectedValue(new TypeError('a bug'));
    await expect(start()).rejects.toThrow('a bug');
  });

  it.each([
    [{ reason: 'destroyed', message: '' }, 'destroyed'],
    [{ reason: 'unknown', message: 'The driver crashed.' }, 'The driver crashed.'],
  ])('tells of a device that is lost: %j', async (info, reason) => {
    const { device, lose } = deviceOf();
    vi.mocked(acquireDevice).mockResolvedValue({ device, adapter: HARDWARE });
    await start();
    expect(told).toEqual([]);
    lose(info);
    await vi.waitFor(() => expect(told).toEqual([['device', { state: 'lost', reason }]]));
  });
});

describe('the options of the engine', () => {
  it.each([0, 16, 31, 33, 100, 32.5, 2080, Number.NaN])(
    'have no long side of %d',
    async (longSide) => {
      await expect(start({ longSide })).rejects.toMatchObject({
        code: 'option-invalid',
        message: `The long side of the network input must be a multiple of 32 from 32 to 2048, not ${longSide}.`,
      });
      expect(describeAdapter).not.toHaveBeenCalled();
    },
  );

  it.each([32, 2048])('may have a long side of %d', async (longSide) => {
    const { context } = await start({ longSide, inference: 'wasm', compute: 'cpu' });
    expect(context.options.longSide).toBe(longSide);
  });

  it.each([
    [96, 'The second look must be larger than the first: 96 is not above 96.'],
    [100, 'The long side of the network input must be a multiple of 32 from 32 to 2048, not 100.'],
  ])('have no second look of %d', async (secondLook, message) => {
    await expect(start({ longSide: 96, secondLook })).rejects.toMatchObject({
      code: 'option-invalid',
      message,
    });
  });

  it.each([0, 9, 1.5, Number.NaN])('have no %d threads', async (threads) => {
    await expect(start({ threads })).rejects.toMatchObject({
      code: 'option-invalid',
      message: `The number of threads must be 1 to 8, not ${threads}.`,
    });
  });

  it('need the address of the models', async () => {
    await expect(start({ modelsUrl: '/models/' })).rejects.toMatchObject({
      code: 'option-invalid',
      message: 'The address of the models is not a URL.',
    });
  });
});
