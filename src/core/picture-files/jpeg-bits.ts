/** The Huffman coded bits of a JPEG's scan. */

const LONGEST = 16;
/** Codes up to this length are found at once. */
const QUICK = 9;

export interface HuffmanTable {
  /** By the next nine bits: length of the code in the high byte, symbol in the low; 0 for longer. */
  quick: Uint16Array;
  symbols: Uint8Array;
  /** By length: the first code, and the place of its symbol; one more than the last code. */
  first: Int32Array;
  place: Int32Array;
  end: Int32Array;
}

/** @param counts `[16]`: codes of each length. @param symbols in the order of their codes. */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const table: HuffmanTable = {
    quick: new Uint16Array(1 << QUICK),
    symbols,
    first: new Int32Array(LONGEST + 1),
    place: new Int32Array(LONGEST + 1),
    end: new Int32Array(LONGEST + 1),
  };
  for (let length = 1, code = 0, place = 0; length <= LONGEST; length++, code <<= 1) {
    table.first[length] = code;
    table.place[length] = place;
    for (let i = 0; i < (counts[length - 1] as number); i++, code++, place++) {
      if (length > QUICK) continue;
      const from = code << (QUICK - length);
      const entry = (length << 8) | (symbols[place] as number);
      table.quick.fill(entry, from, from + (1 << (QUICK - length)));
    }
    table.end[length] = code;
  }
  return table;
}

/** Zeros after the last bit, which is where the next marker stands. */
export class JpegBits {
  #buffer = 0;
  #count = 0;
  #at = 0;
  /** Bits that were read of those that are not there. */
  #missing = 0;

  constructor(private readonly data: Uint8Array) {}

  get isPastEnd(): boolean {
    return this.#missing > this.#count;
  }

  symbol(table: HuffmanTable): number {
    if (this.#count < LONGEST) this.#fill();
    const entry = table.quick[
      (this.#buffer >>> (this.#count - QUICK)) & ((1 << QUICK) - 1)
    ] as number;
    if (entry !== 0) {
      this.#count -= entry >> 8;
      return entry & 255;
    }
    for (let length = QUICK + 1; length <= LONGEST; length++) {
      const code = (this.#buffer >>> (this.#count - length)) & ((1 << length) - 1);
      if (code >= (table.end[length] as number)) continue;
      this.#count -= length;
      const place = (table.place[length] as number) + code - (table.first[length] as number);
      return table.symbols[place] ?? 0;
    }
    this.#count -= LONGEST; // no code: damage, which counts on
    return 0;
  }

  skip(bits: number): void {
    if (this.#count < bits) this.#fill();
    this.#count -= bits;
  }

  /** Goes behind the next restart marker, if there is one. */
  restart(): void {
    this.#buffer = 0;
    this.#count = 0;
    this.#missing = 0;
    if (this.#isRestart(this.#at)) this.#at += 2;
  }

  /** Bytes up to the next marker; infinitely many where that one is followed by more of the scan. */
  left(): number {
    let end = this.#at;
    while (end < this.data.length && !this.#isMarker(end)) end += 1;
    if (this.#isRestart(end)) return Infinity;
    return end - this.#at + ((this.#count - this.#missing) >> 3);
  }

  #isRestart(at: number): boolean {
    return this.data[at] === 0xff && ((this.data[at + 1] ?? 0) & 0xf8) === 0xd0;
  }

  #isMarker(at: number): boolean {
    return this.data[at] === 0xff && this.data[at + 1] !== 0;
  }

  #fill(): void {
    while (this.#count <= 16) {
      const isEnd = this.#at >= this.data.length || this.#isMarker(this.#at);
      if (isEnd) this.#missing += 8;
      const byte = isEnd ? 0 : (this.data[this.#at] as number);
      if (!isEnd) this.#at += byte === 0xff ? 2 : 1;
      this.#buffer = ((this.#buffer << 8) | byte) & 0xffffff;
      this.#count += 8;
    }
  }
}
