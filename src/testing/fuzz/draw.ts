/** Seeded choices: the same seed gives the same input on every machine. */
import { crc32 } from '#src/core/compression/crc32';
import { random } from '#src/core/random';

export class Draw {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  /** A whole number from 0 to one less than `limit`. */
  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }

  pick<T>(list: ArrayLike<T>): T {
    return list[this.below(list.length)] as T;
  }
}

/** The seed of one input of a reader. */
export function inputSeed(seed: number, reader: string, index: number): number {
  return crc32(new TextEncoder().encode(`${seed}/${reader}/${index}`));
}
