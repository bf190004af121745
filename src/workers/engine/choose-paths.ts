import type { ComputePath, InferencePath } from '#src/core/types';
import type { EngineInfo, EngineOptions } from '#src/protocol/engine';

export interface ChosenPaths {
  inference: InferencePath;
  compute: ComputePath;
  /** For a person; null when nothing was given up. */
  fallbackReason: string | null;
}

/**
 * Where network and operations run. Left to us: WebGPU for both on a hardware adapter, otherwise
 * the processor for both, because a software adapter is about a hundred times slower at inference
 * than WASM. An explicit choice is kept as long as there is an adapter at all.
 * @param adapter null when there is no usable WebGPU; `missing` then says why.
 */
export function choosePaths(
  options: Pick<EngineOptions, 'inference' | 'compute'>,
  adapter: EngineInfo['adapter'],
  missing: string | null,
): ChosenPaths {
  const useWebgpu = adapter !== null && !adapter.software;
  const inference =
    adapter === null || (options.inference === 'auto' && !useWebgpu)
      ? 'wasm'
      : resolve(options.inference);
  const compute =
    adapter === null || (options.compute === 'auto' && !useWebgpu)
      ? 'cpu'
      : resolve(options.compute);
  return { inference, compute, fallbackReason: reason(options, adapter, missing) };
}

function resolve<P extends string>(choice: P | 'auto'): P | 'webgpu' {
  return choice === 'auto' ? 'webgpu' : choice;
}

function reason(
  options: Pick<EngineOptions, 'inference' | 'compute'>,
  adapter: EngineInfo['adapter'],
  missing: string | null,
): string | null {
  if (options.inference === 'wasm' && options.compute === 'cpu') return null;
  if (adapter === null)
    return `${missing ?? 'This browser offers no WebGPU.'} Everything runs on the processor, which is slower.`;
  const gaveUp = adapter.software && (options.inference === 'auto' || options.compute === 'auto');
  return gaveUp
    ? 'WebGPU runs on the processor here (a software adapter). The faster WebAssembly and TypeScript paths are used instead.'
    : null;
}

/** Whether WebGPU has to be looked for at all. */
export function wantsAdapter(options: Pick<EngineOptions, 'inference' | 'compute'>): boolean {
  return options.inference !== 'wasm' || options.compute !== 'cpu';
}
