import { afterEach, describe, expect, it, vi } from 'vitest';

/** They are read once, as their module is loaded. */
async function read(search: string) {
  vi.stubGlobal('location', { search });
  vi.resetModules();
  const { urlSettings, unusableSettings } = await import('./url-settings');
  return { settings: urlSettings, unusable: unusableSettings };
}
afterEach(() => vi.unstubAllGlobals());

const DEFAULTS = { inference: 'auto', compute: 'auto', threads: 'auto', size: 768, faults: false };

describe('settings in the address', () => {
  it('are all automatic where there are none', async () => {
    expect(await read('')).toEqual({ settings: DEFAULTS, unusable: [] });
  });

  it.each([
    ['?inference=auto', {}],
    ['?inference=webgpu', { inference: 'webgpu' }],
    ['?inference=wasm', { inference: 'wasm' }],
    ['?compute=webgpu', { compute: 'webgpu' }],
    ['?compute=cpu', { compute: 'cpu' }],
    ['?threads=auto', {}],
    ['?threads=2', { threads: 2 }],
    ['?size=32', { size: 32 }],
    ['?size=2048', { size: 2048 }],
    ['?faults=1', { faults: true }],
    ['?faults=0', {}],
    ['?utm_source=mail', {}],
  ])('%s is read', async (search, change) => {
    expect(await read(search)).toEqual({ settings: { ...DEFAULTS, ...change }, unusable: [] });
  });

  it.each([
    'inference=cpu',
    'compute=wasm',
    'threads=0',
    'threads=9',
    'size=0',
    'size=',
    'size=2080',
    'size=100',
    'size=64.5',
    'size=large',
    'faults=yes',
  ])('%s cannot be used, which is told; the others are', async (setting) => {
    expect(await read(`?${setting}&faults=1`)).toMatchObject(
      setting === 'faults=yes'
        ? { settings: DEFAULTS, unusable: [setting] }
        : { settings: { ...DEFAULTS, faults: true }, unusable: [setting] },
    );
  });

  it('what is told of them is short', async () => {
    const { unusable } = await read(`?size=${'9'.repeat(4000)}`);
    expect(unusable).toEqual([`size=${'9'.repeat(40)}`]);
  });
});
