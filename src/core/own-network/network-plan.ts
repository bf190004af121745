/** What a person is told of a network before anything of it is loaded. */
import type { Size } from '#src/core/types';
import type { NetworkCost } from './network-cost';

export interface NetworkPlan {
  /** What is loaded, its weights in other files included. */
  bytes: number;
  /** The input that a street picture is given in. */
  size: Size;
  /** Bytes at the peak: of the files as they are loaded, and of the tensors of a run. */
  memory: number;
  /** For a picture. */
  seconds: number;
}

/** Multiplications a second: of a thread on WebAssembly, and of a graphics device of a notebook. */
const RATES = { wasm: 3e9, webgpu: 100e9 };
/** The file, the weights read from it, and their other order in memory. */
const COPIES = 3;
/** WebAssembly addresses no more. */
const MOST_MEMORY = 2 ** 32;

/** @param threads on WebAssembly. */
export function networkPlan(
  cost: NetworkCost,
  bytes: number,
  size: Size,
  { inference, threads }: { inference: 'wasm' | 'webgpu'; threads: number },
): NetworkPlan {
  const pixels = size.width * size.height;
  const rate = inference === 'wasm' ? RATES.wasm * threads : RATES.webgpu;
  return {
    bytes,
    size,
    memory: COPIES * bytes + cost.tensorBytes * pixels,
    seconds: (cost.multiplications * pixels) / rate,
  };
}

/** Whether it cannot be run at this size, whatever is free: tensors and one copy of the weights are too much. */
export function exceedsMemory({ memory, bytes }: NetworkPlan): boolean {
  return memory - (COPIES - 1) * bytes > MOST_MEMORY;
}

/** Longer, or more, than a person wants to wait for without having been asked. */
const LONG_SECONDS = 10;
const MUCH_MEMORY = 1.5e9;

export function isHeavy({ memory, seconds }: NetworkPlan): boolean {
  return seconds > LONG_SECONDS || memory > MUCH_MEMORY;
}

/** For a person, without full stop. */
export function planTold({ memory, seconds, size: { width, height } }: NetworkPlan): string {
  const megabytes = memory / 1e6;
  const space =
    megabytes >= 1000
      ? `${(megabytes / 1000).toFixed(1)} GB`
      : `${Math.ceil(megabytes / 10) * 10} MB`;
  return `about ${durationTold(seconds)} for a picture at ${width} x ${height}, and ${space} of memory`;
}

function durationTold(seconds: number): string {
  if (seconds < 1) return `${Math.max(0.1, Number(seconds.toFixed(1)))} s`;
  return seconds < 100 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
