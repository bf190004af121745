import { beforeAll, describe, expect, it, vi } from 'vitest';

let read: typeof import('./url-settings')['readUrlSettings'];

beforeAll(async () => {
  vi.stubGlobal('location', { search: '' });
  read = (await import('./url-settings')).readUrlSettings;
  vi.unstubAllGlobals();
});

const DEFAULTS = { inference: 'auto', compute: 'auto', size: 768, faults: false };

describe('settings in the address', () => {
  it('are all automatic where there are none', () => {
    expect(read('')).toEqual(DEFAULTS);
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
  ])('%s', (search, change) => {
    expect(read(search)).toEqual({ ...DEFAULTS, ...change });
  });
});
