import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { testSimd } from '#src/gpu/testing/simd';
import { openSimd, SimdModule } from './module';
import base64 from './module.as.ts?assembly';

const MOST_COMPRESSED = 60_000;

afterEach(() => vi.restoreAllMocks());

describe('the SIMD module', () => {
  it('is small enough to be part of the script', () => {
    expect(gzipSync(Buffer.from(base64, 'base64')).length).toBeLessThan(MOST_COMPRESSED);
  });

  it('is null where WebAssembly has no SIMD, and, which is said, where it may not be compiled', () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(openSimd(new Uint8Array([0, 97, 115, 109, 1]))).toBeNull();
    expect(said).not.toHaveBeenCalled();
    vi.spyOn(WebAssembly, 'Module').mockImplementation(function refuse() {
      throw new WebAssembly.CompileError('refused by the policy');
    });
    expect(openSimd()).toBeNull();
    expect(said).toHaveBeenCalledOnce();
  });

  it('lays arrays side by side and grows', () => {
    const simd = testSimd();
    const before = simd.buffer.byteLength;
    const { first, second, third } = simd.lay({ first: 3, second: before + 1, third: 16 });
    expect(first % 16).toBe(0);
    expect([second - first, third - second]).toEqual([16, before + 16]);
    expect(simd.buffer.byteLength).toBeGreaterThanOrEqual(third + 16);
    expect(simd.lay({ again: 1 }).again).toBe(first);
  });

  it('refuses what is no size, and more than there is', () => {
    const simd = testSimd();
    const refuses = (size: number, code: string) =>
      expect(() => simd.lay({ size })).toThrow(expect.objectContaining({ code }));
    for (const size of [-1, 0.5, Number.NaN]) refuses(size, 'internal');
    refuses(2 ** 32, 'out-of-memory');
    vi.spyOn(simd.kernels.memory, 'grow').mockImplementation(() => {
      throw new RangeError('Maximum memory size exceeded');
    });
    refuses(2 ** 30, 'out-of-memory');
    expect(simd).toBeInstanceOf(SimdModule);
  });
});
