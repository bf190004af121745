/**
 * The occupied bins of a score histogram: what metrics are computed from, what shards write, and
 * what a resumed run reads.
 */
import { AnomalensError } from '#src/core/errors';
import { binOfKey, firstKeyOfBin } from './ordered-float';

export interface SparseHistogram {
  /** Leading bits of an ordered key that make a bin. */
  bits: number;
  /**
   * `[n]` ascending: the key of the only score in the bin, or the bin's first key where `mixed`.
   */
  keys: Uint32Array<ArrayBuffer>;
  /** `[n]` 1 where the bin holds different scores, 0 where its pixels are true ties. */
  mixed: Uint8Array<ArrayBuffer>;
  /** `[n]` pixels labelled as anomaly, and as normal. */
  positives: Uint32Array<ArrayBuffer>;
  negatives: Uint32Array<ArrayBuffer>;
}

export function emptySparse(bits: number, length: number): SparseHistogram {
  const column = () => new Uint32Array(length);
  return {
    bits,
    keys: column(),
    mixed: new Uint8Array(length),
    positives: column(),
    negatives: column(),
  };
}

export function sum(counts: Uint32Array | Float64Array): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i] as number;
  return total;
}

/** Counts the pixels of a histogram in wider bins. */
export function coarsen(fine: SparseHistogram, bits: number): SparseHistogram {
  if (bits >= fine.bits) return fine;
  const { keys } = fine;
  let length = 0;
  for (let i = 0, last = -1; i < keys.length; i++) {
    const bin = binOfKey(keys[i] as number, bits);
    if (bin !== last) length++;
    last = bin;
  }
  const coarse = emptySparse(bits, length);
  for (let i = 0, slot = -1, last = -1; i < keys.length; i++) {
    const key = keys[i] as number;
    const bin = binOfKey(key, bits);
    if (bin !== last) {
      coarse.keys[++slot] = fine.mixed[i] ? firstKeyOfBin(bin, bits) : key;
      coarse.mixed[slot] = fine.mixed[i] as number;
    } else {
      coarse.keys[slot] = firstKeyOfBin(bin, bits);
      coarse.mixed[slot] = 1;
    }
    last = bin;
    (coarse.positives[slot] as number) += fine.positives[i] as number;
    (coarse.negatives[slot] as number) += fine.negatives[i] as number;
  }
  return coarse;
}

const MAGIC = 0x3148464f; // "OFH1"
const HEADER_WORDS = 3;
const BYTES_PER_BIN = 13;
const KEY_BITS = 32;

/**
 * Three words (magic, bits, bins), then the columns keys, positives, negatives and mixed;
 * little-endian.
 */
export function packSparse({
  bits,
  keys,
  mixed,
  positives,
  negatives,
}: SparseHistogram): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_WORDS * 4 + keys.length * BYTES_PER_BIN);
  const words = new Uint32Array(bytes.buffer, 0, HEADER_WORDS + 3 * keys.length);
  words.set([MAGIC, bits, keys.length]);
  [keys, positives, negatives].forEach((column, i) => {
    words.set(column, HEADER_WORDS + i * keys.length);
  });
  bytes.set(mixed, words.byteLength);
  return bytes;
}

/** The inverse of `packSparse`. @throws AnomalensError `score-unreadable` for anything else. */
export function unpackSparse(packed: Uint8Array): SparseHistogram {
  const { buffer } = packed.slice(); // aligned, whatever file it was cut from
  const [magic, bits = 0, length = 0] =
    buffer.byteLength >= HEADER_WORDS * 4 ? new Uint32Array(buffer, 0, HEADER_WORDS) : [];
  if (magic !== MAGIC || buffer.byteLength !== HEADER_WORDS * 4 + length * BYTES_PER_BIN)
    throw damaged();
  const column = (i: number) => new Uint32Array(buffer, (HEADER_WORDS + i * length) * 4, length);
  const mixed = new Uint8Array(buffer, (HEADER_WORDS + 3 * length) * 4, length);
  const sparse = { bits, keys: column(0), positives: column(1), negatives: column(2), mixed };
  if (!isSound(sparse)) throw damaged();
  return sparse;
}

function isSound({ bits, keys, mixed }: SparseHistogram): boolean {
  const isAscending = keys.every((key, i) => i === 0 || key > (keys[i - 1] as number));
  return bits >= 1 && bits <= KEY_BITS && isAscending && mixed.every((value) => value <= 1);
}

function damaged(): AnomalensError {
  return new AnomalensError(
    'score-unreadable',
    'The stored histogram is damaged. Delete it and evaluate these images again.',
  );
}
