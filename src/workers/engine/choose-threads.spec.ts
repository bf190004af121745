import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { threadsFor } from './choose-threads';

const measure = vi.fn(async (most: number) => most);

beforeEach(() => {
  measure.mockClear();
  vi.stubGlobal('crossOriginIsolated', true);
  vi.stubGlobal('navigator', { hardwareConcurrency: 4 });
});
afterEach(() => vi.unstubAllGlobals());

it.each([
  [4, 4],
  [32, 8],
  [undefined, 1],
])('of %s cores, %i are tried', async (hardwareConcurrency, most) => {
  vi.stubGlobal('navigator', { hardwareConcurrency });
  expect(await threadsFor('auto', 'wasm', measure)).toBe(most);
  expect(await threadsFor(undefined, 'wasm', measure)).toBe(most);
});

it('a number that is asked for is taken unmeasured', async () => {
  expect(await threadsFor(2, 'wasm', measure)).toBe(2);
  expect(measure).not.toHaveBeenCalled();
});

it('is one on WebGPU and on a page that is not isolated, whatever is asked for', async () => {
  expect(await threadsFor(2, 'webgpu', measure)).toBe(1);
  vi.stubGlobal('crossOriginIsolated', false);
  expect(await threadsFor(2, 'wasm', measure)).toBe(1);
  expect(measure).not.toHaveBeenCalled();
});
