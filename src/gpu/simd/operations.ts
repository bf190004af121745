/** The operations that exist in SIMD, with the signatures of their twins. */
import { blurCpu } from '#src/gpu/ops/blur/cpu';
import { blurSimd } from '#src/gpu/ops/blur/simd';
import { scoresCpu } from '#src/gpu/ops/scores/cpu';
import { scoresSimd } from '#src/gpu/ops/scores/simd';
import type { SimdModule } from './module';

export const TWINS = { blur: blurCpu, scores: scoresCpu };

export function simdOperations(simd: SimdModule): typeof TWINS {
  return {
    blur: (...parameters) => blurSimd(simd, ...parameters),
    scores: (...parameters) => scoresSimd(simd, ...parameters),
  };
}
