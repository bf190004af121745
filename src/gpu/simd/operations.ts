/** The operations that exist in SIMD, with the signatures of their twins. */
import { scoresCpu } from '#src/gpu/ops/scores/cpu';
import { scoresSimd } from '#src/gpu/ops/scores/simd';
import type { SimdModule } from './module';

export const TWINS = { scores: scoresCpu };

export function simdOperations(simd: SimdModule): typeof TWINS {
  return { scores: (...parameters) => scoresSimd(simd, ...parameters) };
}
