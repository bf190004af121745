/** ZIP archives, written file by file. */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** What is packed already; packing it again takes time and saves nothing. */
const PACKED = /\.(png|jpe?g|webp|mp4|webm|npz|zip)$/i;

/**
 * Each file goes into a blob as it is added, which browsers keep on disk when it grows; in memory
 * is one file at a time.
 */
export class ZipWriter {
  #parts: Blob[] = [];
  readonly #zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.#parts.push(new Blob([chunk as Uint8Array<ArrayBuffer>]));
  });
  readonly #names = new Set<string>();

  /**
   * @param name its path in the archive, with `/` between folders.
   * @throws Error for a name that is there already: one of both files would be lost unpacking.
   */
  add(name: string, bytes: Uint8Array): void {
    if (this.#names.has(name)) throw new Error(`The archive holds ${name} already.`);
    this.#names.add(name);
    const file = PACKED.test(name) ? new ZipPassThrough(name) : new ZipDeflate(name);
    this.#zip.add(file);
    file.push(bytes, true);
  }

  /** The whole archive. Nothing can be added after it. */
  finish(): Blob {
    this.#zip.end();
    return new Blob(this.#parts, { type: 'application/zip' });
  }
}
