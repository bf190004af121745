import type { InferencePath } from '#src/core/types';
import { MOST_THREADS, measureThreads } from '#src/models/threads/measure-threads';
import type { EngineOptions } from '#src/protocol/engine';

/**
 * Threads of onnxruntime on WebAssembly. A number that is asked for is kept where the page is isolated
 * from other origins, which threads need; without isolation, and on WebGPU, it is one.
 */
export async function threadsFor(
  wish: EngineOptions['threads'],
  inference: InferencePath,
  measure: (most: number) => Promise<number> = measureThreads,
): Promise<number> {
  if (inference !== 'wasm' || !globalThis.crossOriginIsolated) return 1;
  if (wish !== undefined && wish !== 'auto') return wish;
  return measure(Math.min(navigator.hardwareConcurrency || 1, MOST_THREADS));
}
