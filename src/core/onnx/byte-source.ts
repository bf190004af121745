/** A file that is read piece by piece, so that its header costs no memory for its weights. */
export interface ByteSource {
  readonly size: number;
  /** Bytes `start` to `end`, which lie within the file. */
  read(start: number, end: number): Promise<Uint8Array>;
}

export function bytesAsSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

/** What is read at once where one field follows the other: fewer reads than a graph has fields. */
const WINDOW = 2 ** 18;
/** After a jump over weights, the next weights are near: their name lies between. */
const AFTER_JUMP = 2 ** 12;

/** Reads forward through a source; what is jumped over is never loaded. */
export class SourceWindow {
  #bytes: Uint8Array = new Uint8Array(0);
  #start = 0;

  constructor(private readonly source: ByteSource) {}

  get size(): number {
    return this.source.size;
  }

  /** Whether `count` bytes at `position` are here; those beyond the end of the file never are. */
  has(position: number, count: number): boolean {
    return position >= this.#start && position + count <= this.#start + this.#bytes.length;
  }

  /** Sees to it that `count` bytes at `position`, or all up to the end of the file, are here. */
  async load(position: number, count: number): Promise<void> {
    if (this.has(position, count)) return;
    const isNext = position <= this.#start + this.#bytes.length;
    const end = Math.min(
      this.source.size,
      position + Math.max(count, isNext ? WINDOW : AFTER_JUMP),
    );
    this.#bytes = await this.source.read(position, end);
    this.#start = position;
  }

  /** The byte at a position that is here; undefined beyond the end of the file. */
  byteAt(position: number): number | undefined {
    return this.#bytes[position - this.#start];
  }

  /** Bytes that are here. */
  slice(start: number, end: number): Uint8Array {
    return this.#bytes.subarray(start - this.#start, end - this.#start);
  }
}
