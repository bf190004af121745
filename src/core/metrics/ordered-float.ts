/**
 * float32 as unsigned integers in the same order ("ordered floats"): the bits of a positive number with the sign bit set, the
 * inverted bits of a negative one. The leading `bits` bits of a key are a bin, relatively equal in width (13 bits of mantissa at 22).
 */
import { AnomalensError } from '#src/core/errors';

const KEY_OF_MINUS_INFINITY = 0x007fffff;
const KEY_OF_INFINITY = 0xff800000;
const ABOVE_INFINITY = 0x7f800000;

const float = new Float32Array(1);
const integer = new Uint32Array(float.buffer);

/** The key of a float32's bits. Both zeros share one key, as `score >= 0` does not tell them apart. */
export function keyOfBits(bits: number): number {
  if (bits === 0x80000000) return 0x80000000;
  return (bits & 0x80000000 ? ~bits : bits | 0x80000000) >>> 0;
}

/** Whether a float32 with these bits is NaN, which has no place in the order. */
export function isNaNBits(bits: number): boolean {
  return (bits & 0x7fffffff) > ABOVE_INFINITY;
}

/** The key of a number rounded to float32. @throws AnomalensError `score-unreadable` for NaN. */
export function orderedKey(value: number): number {
  if (Number.isNaN(value)) throw new AnomalensError('score-unreadable', 'A score is not a number.');
  float[0] = value;
  return keyOfBits(integer[0]);
}

/** The smallest key whose number is at least `threshold`, or 2^32 if there is none: `score >= threshold` is `key >= this`. */
export function keyAtOrAbove(threshold: number): number {
  const key = orderedKey(threshold);
  return Math.fround(threshold) < threshold ? key + 1 : key;
}

/** The number of a key. Keys beyond the infinities (the first in a bin may be) stand for the infinity they lie next to. */
export function valueOfKey(key: number): number {
  if (key <= KEY_OF_MINUS_INFINITY) return -Infinity;
  if (key >= KEY_OF_INFINITY) return Infinity;
  integer[0] = key & 0x80000000 ? key & 0x7fffffff : ~key;
  return float[0];
}

/** The bin of a key. */
export function binOfKey(key: number, bits: number): number {
  return key >>> (32 - bits);
}

/** The first key in a bin: its lower edge. `2 ** bits` is the edge above the last one. */
export function firstKeyOfBin(bin: number, bits: number): number {
  return bin * 2 ** (32 - bits);
}
