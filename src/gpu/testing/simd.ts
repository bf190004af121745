import { openSimd, type SimdModule } from '#src/gpu/simd/module';

/** The module for specs. @throws Error where it does not run: nothing is skipped. */
export function testSimd(): SimdModule {
  const simd = openSimd();
  if (!simd) throw new Error('WebAssembly SIMD does not run here.');
  return simd;
}
