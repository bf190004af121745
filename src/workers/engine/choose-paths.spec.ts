import { describe, expect, it } from 'vitest';
import { choosePaths, wantsAdapter } from './choose-paths';

const hardware = { vendor: 'v', architecture: 'a', description: '', software: false };
const software = { ...hardware, software: true };

describe('choosePaths', () => {
  it.each([
    ['auto', 'auto', hardware, 'webgpu', 'webgpu', false],
    ['auto', 'auto', software, 'wasm', 'cpu', true],
    ['auto', 'auto', null, 'wasm', 'cpu', true],
    ['webgpu', 'webgpu', software, 'webgpu', 'webgpu', false],
    ['webgpu', 'cpu', software, 'webgpu', 'cpu', false],
    ['wasm', 'webgpu', software, 'wasm', 'webgpu', false],
    ['wasm', 'cpu', hardware, 'wasm', 'cpu', false],
    ['wasm', 'auto', hardware, 'wasm', 'webgpu', false],
    ['webgpu', 'webgpu', null, 'wasm', 'cpu', true],
    ['wasm', 'webgpu', null, 'wasm', 'cpu', true],
    ['webgpu', 'cpu', null, 'wasm', 'cpu', true],
    ['auto', 'cpu', software, 'wasm', 'cpu', true],
    ['webgpu', 'auto', software, 'webgpu', 'cpu', true],
  ] as const)(
    '%s and %s on %j gives %s and %s',
    (inference, compute, adapter, network, operations, explained) => {
      const chosen = choosePaths({ inference, compute }, adapter, null);
      expect(chosen).toMatchObject({ inference: network, compute: operations });
      expect(chosen.fallbackReason !== null).toBe(explained);
    },
  );

  it('says what a software adapter is not used for', () => {
    const { fallbackReason } = choosePaths({ inference: 'auto', compute: 'auto' }, software, null);
    expect(fallbackReason).toBe(
      'WebGPU runs on the processor here (a software adapter). The faster WebAssembly and TypeScript paths are used instead.',
    );
  });

  it('passes the reason on why there is no adapter, and does not look for one that nobody wants', () => {
    const [auto, plain] = [
      { inference: 'auto', compute: 'auto' },
      { inference: 'wasm', compute: 'cpu' },
    ] as const;
    expect(choosePaths(auto, null, 'The driver is blocked.').fallbackReason).toBe(
      'The driver is blocked. Everything runs on the processor, which is slower.',
    );
    expect(choosePaths(auto, null, null).fallbackReason).toBe(
      'This browser offers no WebGPU. Everything runs on the processor, which is slower.',
    );
    expect(choosePaths(plain, null, null).fallbackReason).toBeNull();
    expect(wantsAdapter({ inference: 'wasm', compute: 'cpu' })).toBe(false);
    expect(wantsAdapter({ inference: 'auto', compute: 'cpu' })).toBe(true);
  });
});
