const BASE = 65_521;
/** Bytes whose sums stay below 2 ** 32 without a remainder in between. */
const RUN = 3800;

/** The checksum at the end of zlib's format (RFC 1950), of bytes that come in parts. */
export class Adler32 {
  #sum = 1;
  #sums = 0;

  add(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; start += RUN) {
      const end = Math.min(bytes.length, start + RUN);
      for (let i = start; i < end; i++) {
        this.#sum += bytes[i] as number;
        this.#sums += this.#sum;
      }
      this.#sum %= BASE;
      this.#sums %= BASE;
    }
  }

  get value(): number {
    return this.#sums * 65_536 + this.#sum;
  }
}
