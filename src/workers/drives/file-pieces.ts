/** What is read at once: headers are a few bytes each, packets some kilobytes. */
const PIECE = 2 ** 18;
const KEPT_PIECES = 16;

/** The last pieces that were read of a file. */
export class FilePieces {
  /** By place; least recently used first. */
  readonly #pieces = new Map<number, Promise<Uint8Array>>();

  constructor(private readonly blob: Blob) {}

  async read(start: number, end: number): Promise<Uint8Array> {
    if (end - start > PIECE) return this.#load(start, end);
    const bytes = new Uint8Array(end - start);
    for (let place = Math.floor(start / PIECE); place * PIECE < end; place++) {
      const piece = await this.#piece(place);
      const from = Math.max(0, start - place * PIECE);
      const part = piece.subarray(from, end - place * PIECE);
      bytes.set(part, place * PIECE + from - start);
    }
    return bytes;
  }

  #piece(place: number): Promise<Uint8Array> {
    const piece = this.#pieces.get(place) ?? this.#load(place * PIECE, (place + 1) * PIECE);
    this.#pieces.delete(place);
    this.#pieces.set(place, piece);
    for (const oldest of this.#pieces.keys()) {
      if (this.#pieces.size <= KEPT_PIECES) break;
      this.#pieces.delete(oldest);
    }
    piece.catch(() => this.#pieces.delete(place)); // the file may be there again the next time
    return piece;
  }

  async #load(start: number, end: number): Promise<Uint8Array> {
    return new Uint8Array(await this.blob.slice(start, end).arrayBuffer());
  }
}
