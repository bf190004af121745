import { AnomalensError } from '#src/core/errors';
import { imageHistogram } from './image-histogram';
import { firstKeyOfBin } from './ordered-float';
import { emptySparse, type SparseHistogram, sum } from './sparse-histogram';

const PAGE_BITS = 12;
const PAGE_BINS = 1 << PAGE_BITS;
/** 2^22 bins in memory, 10 bytes each: at most 42 MB, however many pixels are added. */
const MAX_PAGES = 1 << 10;
/**
 * Where bins start: one per float. The pages hold any set of scores at 22 bits, so bins never get
 * wider than that.
 */
const FINEST_BITS = 32;
/** What a Uint32 count can hold if all pixels of one class had one score. */
const MAX_PIXELS = 0xffffffff;
const MIXED = 0xffff;
/** The trailing bits of a key have to stay below `MIXED`. */
const COARSEST_BITS = 17;

interface Page {
  /** Pages in the order of their numbers hold ascending scores. */
  number: number;
  positives: Uint32Array;
  negatives: Uint32Array;
  /** Per bin the trailing bits of its only score, or `MIXED`. */
  tail: Uint16Array;
}

/**
 * Counts of positives and negatives per bin of ordered float32 scores, in a flat 2^22 bins.
 *
 * Fixed bins of the top 22 bits of a float are too wide (0.001 for energies in -16..-8: 0.01 per
 * cent in FPR95; scores within
 * 0.01 of 1: per cents of AP). So the 2^22 bins lie in pages where the scores are, at first one bin
 * per float, and of twice the width whenever the pages run out. The result depends on the set of
 * scores only, not on their order or their split over shards.
 */
export class ScoreHistogram {
  bits = FINEST_BITS;
  positives = 0;
  negatives = 0;
  #pages: Page[] = [];
  /** Bins that hold a pixel. */
  #occupied = 0;
  /** Page index + 1 by page number, 0 where there is none. */
  #table = new Uint16Array(2 ** (FINEST_BITS - PAGE_BITS));
  #lastNumber = -1;
  #lastPage: Page | undefined;

  /**
   * Counts the pixels of one image, `[H,W]` each. On an error, those of `imageHistogram` and
   * `merge`, nothing has been counted.
   */
  add(scores: Float32Array, labels: Uint8Array): void {
    this.merge(imageHistogram(scores, labels));
  }

  /**
   * Adds another histogram's pixels, and takes over its bins if they are wider.
   * @throws AnomalensError `option-invalid` beyond 2^32 - 1 pixels of a class, or for bins of fewer
   * than 17 bits.
   */
  merge(other: SparseHistogram): void {
    if (other.bits < COARSEST_BITS)
      throw new AnomalensError(
        'option-invalid',
        'The histogram is too coarse to be joined with others.',
      );
    this.#grow(sum(other.positives), sum(other.negatives));
    while (this.bits > other.bits) this.#coarsen();
    this.#insert(other);
  }

  /** The occupied bins. */
  toSparse(): SparseHistogram {
    const sparse = emptySparse(this.bits, this.#occupied);
    let bin = 0;
    for (const page of this.#pages.toSorted((a, b) => a.number - b.number)) {
      for (let i = 0; i < PAGE_BINS; i++) {
        if (page.positives[i] === 0 && page.negatives[i] === 0) continue;
        const tail = page.tail[i] as number;
        sparse.keys[bin] =
          firstKeyOfBin(page.number * PAGE_BINS + i, this.bits) + (tail === MIXED ? 0 : tail);
        sparse.mixed[bin] = tail === MIXED ? 1 : 0;
        sparse.positives[bin] = page.positives[i] as number;
        sparse.negatives[bin++] = page.negatives[i] as number;
      }
    }
    return sparse;
  }

  #insert({ keys, positives, negatives, mixed }: SparseHistogram): void {
    for (let i = 0; i < keys.length; i++)
      this.#count(
        keys[i] as number,
        positives[i] as number,
        negatives[i] as number,
        mixed[i] !== 0,
      );
  }

  #count(key: number, positives: number, negatives: number, mixed: boolean): void {
    const page = this.#pageOf(key); // may coarsen: `bits` is read afterwards
    const shift = 32 - this.bits;
    const bin = (key >>> shift) & (PAGE_BINS - 1);
    const tail = mixed ? MIXED : key & ((1 << shift) - 1);
    if (page.positives[bin] === 0 && page.negatives[bin] === 0) {
      page.tail[bin] = tail;
      if (positives + negatives > 0) this.#occupied++;
    } else if (page.tail[bin] !== tail) page.tail[bin] = MIXED;
    (page.positives[bin] as number) += positives;
    (page.negatives[bin] as number) += negatives;
  }

  #pageOf(key: number): Page {
    const number = key >>> (32 - this.bits + PAGE_BITS);
    if (number === this.#lastNumber && this.#lastPage) return this.#lastPage;
    if (this.#table[number] === 0) {
      if (this.#pages.length === MAX_PAGES) {
        this.#coarsen();
        return this.#pageOf(key);
      }
      const column = () => new Uint32Array(PAGE_BINS);
      this.#table[number] = this.#pages.push({
        number,
        positives: column(),
        negatives: column(),
        tail: new Uint16Array(PAGE_BINS),
      });
    }
    this.#lastNumber = number;
    this.#lastPage = this.#pages[(this.#table[number] as number) - 1] as Page;
    return this.#lastPage;
  }

  /** Bins of twice the width. */
  #coarsen(): void {
    const fine = this.toSparse();
    this.bits--;
    this.#pages = [];
    this.#occupied = 0;
    this.#table = new Uint16Array(2 ** (this.bits - PAGE_BITS));
    this.#lastNumber = -1;
    this.#insert(fine);
  }

  #grow(positives: number, negatives: number): void {
    if (this.positives + positives > MAX_PIXELS || this.negatives + negatives > MAX_PIXELS)
      throw new AnomalensError(
        'option-invalid',
        'More than 4 294 967 295 pixels of one class: evaluate the images in several sets.',
      );
    this.positives += positives;
    this.negatives += negatives;
  }
}
