import { afterEach, describe, expect, it, vi } from 'vitest';

/** They are read once, as their module is loaded. */
async function read(search: string) {
  vi.stubGlobal('location', { search });
  vi.resetModules();
  return (await import('./url-settings')).urlSettings;
}
afterEach(() => vi.unstubAllGlobals());

const DEFAULTS = { inference: 'auto', compute: 'auto', size: 768, faults: false };

describe('settings in the address', () => {
  it('are all automatic where there are none', async () => {
    expect(await read('')).toEqual(DEFAULTS);
  });

  it.each([
    ['?inference=webgpu', { inference: 'webgpu' }],
    ['?inference=wasm', { inference: 'wasm' }],
    ['?inference=cpu', {}],
    ['?compute=webgpu', { compute: 'webgpu' }],
    ['?compute=cpu', { compute: 'cpu' }],
    ['?compute=wasm', {}],
    ['?size=32', { size: 32 }],
    ['?size=2048', { size: 2048 }],
    ['?size=0', {}],
    ['?size=2080', {}],
    ['?size=100', {}],
    ['?size=64.5', {}],
    ['?size=large', {}],
    ['?faults=1', { faults: true }],
    ['?faults=0', {}],
    ['?faults=yes', {}],
  ])('%s', async (search, change) => {
    expect(await read(search)).toEqual({ ...DEFAULTS, ...change });
  });
});
