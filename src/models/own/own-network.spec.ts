import { describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { PLAIN_CARD } from '#src/core/own-network/testing/plain-card';
import { OwnNetwork } from './own-network';
import type { Runtime } from './own-session';

const CARD = { ...PLAIN_CARD, title: 'net' };
const SIZE = { width: 2, height: 1 };
const PLANES = new Float32Array(6);

/** A network with these logits of two classes on two pixels, by where it runs; null: refused. */
function network(onDevice: number[] | null, onProcessor: number[]) {
  const made: string[] = [];
  const release = vi.fn(async () => undefined);
  const runtime: Runtime = {
    load: async () => ({ Tensor: class {} }) as never,
    open: async (_bytes, { executionProviders = [] }) => {
      const path = executionProviders[0] === 'wasm' ? 'wasm' : 'webgpu';
      made.push(path);
      const values = path === 'wasm' ? onProcessor : onDevice;
      if (!values)
        throw new AnomalensError('model-invalid', 'no', false, { cause: new Error('no kernel') });
      const y = { type: 'float32', data: Float32Array.from(values), dims: [1, 2, 1, 2] };
      return { run: async () => ({ y }) } as never;
    },
    run: (work) => work(),
    close: release,
  };
  const files = {
    network: new Blob(['']),
    external: [],
    card: CARD,
    added: [],
    cost: { multiplications: 3000, tensorBytes: 1 },
  };
  const paths = { inference: 'webgpu' as const, device: {} as GPUDevice };
  return { own: new OwnNetwork(files, runtime, paths), made, release };
}
const run = async (own: OwnNetwork) => [...(await own.run(PLANES, SIZE, [])).logits.data];

describe('how long a run takes', () => {
  it('is told by the graph at first, then by the last run', async () => {
    const { own } = network([0, 4, 8, 2], [0, 4, 8, 2]);
    const size = { width: 1000, height: 1000 };
    expect(own.secondsFor(size)).toBeCloseTo(3000e6 / 100e9);
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 500));
    await run(own);
    expect(own.secondsFor(SIZE)).toBeCloseTo(0.5);
    expect(own.secondsFor(size)).toBeCloseTo(0.5e6 / 2);
    vi.restoreAllMocks();
  });
});

describe('a network on a graphics device', () => {
  it('is compared with the processor once, and stays where it agrees', async () => {
    const { own, made, release } = network([0, 4, 8, 2.001], [0, 4, 8, 2]);
    await own.prepare();
    expect(await run(own)).toEqual([0, 4, 8, 2]); // the first run is that of the processor
    expect(await run(own)).toEqual([0, 4, 8, Math.fround(2.001)]);
    expect(made).toEqual(['webgpu', 'wasm']);
    expect(release).toHaveBeenCalledOnce();
    expect(own.leftDevice).toBe(false);
    expect(own.check?.maxDifference).toBeCloseTo(0.001 / 8, 5);
  });

  it('runs on the processor where its numbers are others', async () => {
    const { own, made } = network([0, 4, 8, 5], [0, 4, 8, 2]);
    await own.prepare();
    for (let i = 0; i < 2; i++) expect(await run(own)).toEqual([0, 4, 8, 2]);
    expect(made).toEqual(['webgpu', 'wasm']);
    expect(own.leftDevice).toBe(true);
    expect(own.check?.maxDifference).toBe(3 / 8);
  });

  it('runs on the processor where the device refuses it', async () => {
    const { own } = network(null, [0, 4, 8, 2]);
    await own.prepare();
    expect(await run(own)).toEqual([0, 4, 8, 2]);
    expect(own.leftDevice).toBe(true);
    expect(own.check?.maxDifference).toBe(Infinity);
  });
});
