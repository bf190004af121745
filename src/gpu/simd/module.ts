/// <reference path="./assembly.d.ts" />
/** The WebAssembly module of the CPU path: four lanes at a time, in one memory that grows. */
import { AnomalensError } from '#src/core/errors';
import type { SimdKernels } from './kernels';
import base64 from './module.as.ts?assembly';

const PAGE = 65_536;
/** What a 32-bit pointer reaches. */
const MOST_BYTES = 2 ** 32;
const aligned = (bytes: number) => Math.ceil(bytes / 16) * 16;

export class SimdModule {
  constructor(readonly kernels: SimdKernels) {}

  /** Valid until the memory grows, so until the next `lay`. */
  get buffer(): ArrayBuffer {
    return this.kernels.memory.buffer as ArrayBuffer;
  }

  /**
   * Pointers to arrays of these sizes in bytes, side by side, each on a multiple of 16. They hold what was
   * there before, and are the caller's until the next call of `lay`: no operation waits for
   * anything meanwhile.
   * @throws AnomalensError `internal` for what is no size, `out-of-memory`.
   */
  lay<Name extends string>(sizes: Record<Name, number>): Record<Name, number> {
    const pointers = {} as Record<Name, number>;
    let end = aligned(this.kernels.heapBase());
    for (const name in sizes) {
      const size = sizes[name];
      if (!(Number.isSafeInteger(size) && size >= 0))
        throw new AnomalensError('internal', `${name} cannot have ${size} bytes.`);
      pointers[name] = end;
      end += aligned(size);
    }
    this.reserve(end);
    return pointers;
  }

  private reserve(bytes: number): void {
    const missing = Math.ceil((bytes - this.buffer.byteLength) / PAGE);
    if (missing <= 0) return;
    try {
      if (bytes > MOST_BYTES) throw new RangeError('beyond 32 bits');
      this.kernels.memory.grow(missing);
    } catch (cause) {
      throw new AnomalensError(
        'out-of-memory',
        `The scores need ${Math.ceil(bytes / 1e6)} MB of memory, which the browser refuses.`,
        true,
        { cause },
      );
    }
  }
}

/**
 * Compiles the module at once: it takes under a millisecond, where a background thread may be busy for
 * longer with onnxruntime. Null where WebAssembly has no SIMD, and, said on the console, where it may not
 * be compiled: the TypeScript twins take over.
 */
export function openSimd(bytes = decoded()): SimdModule | null {
  if (!WebAssembly.validate(bytes)) return null;
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    return new SimdModule(exports as unknown as SimdKernels);
  } catch (error) {
    console.error('The operations run without SIMD and take several times as long.', error);
    return null;
  }
}

function decoded(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
