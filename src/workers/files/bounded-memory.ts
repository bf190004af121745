/** Memory of WebAssembly, which grows as far as a program asks and never becomes smaller. */

const PAGE_BYTES = 65_536;

/**
 * Does work in which no memory may grow beyond `most` bytes: to the program inside it is as if there
 * were no more. Only for work without a pause, since every memory of this thread is meant.
 */
export function withMemoryOf<T>(most: number, work: () => T): T {
  const { prototype } = WebAssembly.Memory;
  const { grow } = prototype;
  prototype.grow = function (this: WebAssembly.Memory, pages: number) {
    if (this.buffer.byteLength + pages * PAGE_BYTES > most)
      throw new RangeError(`More than ${most} bytes of memory were asked for.`);
    return grow.call(this, pages);
  };
  try {
    return work();
  } finally {
    prototype.grow = grow;
  }
}
