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
  ] as const)(
    '%s and %s on %j gives %s and %s',
    (inference, compute, adapter, network, operations, explained) => {
      const chosen = choosePaths({ inference, compute }, adapter, null);
      expect(chosen).toMatchObject({ inference: network, compute: operations });
      expect(chosen.fallbackReason !== null).toBe(explained);
    },
  );

  it('passes the reason on why there is no adapter, and does not look for one that nobody wants', () => {
    expect(
      choosePaths({ inference: 'auto', compute: 'auto' }, null, 'The driver is blocked.')
        .fallbackReason,
    ).toMatch(/driver is blocked/);
    expect(
      choosePaths({ inference: 'wasm', compute: 'cpu' }, null, null).fallbackReason,
    ).toBeNull();
    expect(wantsAdapter({ inference: 'wasm', compute: 'cpu' })).toBe(false);
    expect(wantsAdapter({ inference: 'auto', compute: 'cpu' })).toBe(true);
  });
});
