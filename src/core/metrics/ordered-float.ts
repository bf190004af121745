/**
 * float32 as unsigned integers in the same order ("ordered floats"): the bits of a positive number
 * with the sign bit set, the inverted bits of a negative one. The leading `bits` bits of a key are
 * a bin, relatively equal in width (13 bits of mantissa at 22).
 *
 * Floats are dense at 0, but probabilities and entropies pile up at 1 as well. So a number in [0.5,
 * 1) is ordered by its distance to 1, which is exact, and bins get as narrow there as they are at
 * 0. The keys for that are taken from numbers nearer to 0 than 2^-105: these count as 0.
 */
import { AnomalensError } from '#src/core/errors';

const KEY_OF_MINUS_INFINITY = 0x007fffff;
const KEY_OF_INFINITY = 0xff800000;
const ABOVE_INFINITY = 0x7f800000;
const KEY_OF_ZERO = 0x80000000;
const KEY_OF_ONE = 0xbf800000;
/** Without the change: keys of 0.5, and of the last distance to 1, 2^-24. */
const PLAIN_HALF = 0xbf000000;
const PLAIN_LAST_DISTANCE = 0xb3800000;
/**
 * Key of the last number below 1. Some keys are left out, so that 0.5 and 1 begin a bin however
 * wide it is.
 */
const KEY_OF_LAST = KEY_OF_ONE - 2 ** 16;
const KEY_OF_HALF = KEY_OF_LAST - (PLAIN_HALF - PLAIN_LAST_DISTANCE);
/** How much lower the keys of (0, 0.5) are than without the change. */
const SHIFT = PLAIN_HALF - KEY_OF_HALF;

const float = new Float32Array(1);
const integer = new Uint32Array(float.buffer);

/**
 * The key of a float32's bits. Both zeros share one key, as `score >= 0` does not tell them apart.
 */
export function keyOfBits(bits: number): number {
  if (bits & 0x80000000)
    return bits === 0x80000000 || bits === -0x80000000 ? KEY_OF_ZERO : ~bits >>> 0;
  const plain = bits + KEY_OF_ZERO;
  if (plain >= KEY_OF_ONE) return plain;
  if (plain < PLAIN_HALF) return Math.max(plain - SHIFT, KEY_OF_ZERO);
  integer[0] = bits;
  float[0] = 1 - (float[0] as number); // exact
  return KEY_OF_LAST - (integer[0] + KEY_OF_ZERO - PLAIN_LAST_DISTANCE);
}

/** Whether a float32 with these bits is NaN, which has no place in the order. */
export function isNaNBits(bits: number): boolean {
  return (bits & 0x7fffffff) > ABOVE_INFINITY;
}

/** The key of a number rounded to float32. @throws AnomalensError `score-unreadable` for NaN. */
export function orderedKey(value: number): number {
  if (Number.isNaN(value)) throw new AnomalensError('score-unreadable', 'A score is not a number.');
  float[0] = value;
  return keyOfBits(integer[0] as number);
}

/**
 * The smallest float32 whose key is at least this one: its number, where it is a number's key. Keys
 * beyond the infinities (the first in a bin may be) stand for the infinity they lie next to.
 */
export function valueOfKey(key: number): number {
  if (key <= KEY_OF_MINUS_INFINITY) return -Infinity;
  if (key >= KEY_OF_INFINITY) return Infinity;
  if (key < KEY_OF_ZERO) return floatOfBits(~key);
  if (key === KEY_OF_ZERO || key >= KEY_OF_ONE) return floatOfBits(key - KEY_OF_ZERO);
  if (key < KEY_OF_HALF) return floatOfBits(key + SHIFT - KEY_OF_ZERO);
  const distance = floatOfBits(KEY_OF_LAST - key + PLAIN_LAST_DISTANCE - KEY_OF_ZERO);
  return 1 - Math.floor(distance * 2 ** 24) / 2 ** 24;
}

function floatOfBits(bits: number): number {
  integer[0] = bits;
  return float[0] as number;
}

/** The bin of a key. */
export function binOfKey(key: number, bits: number): number {
  return key >>> (32 - bits);
}

/** The first key in a bin: its lower edge. `2 ** bits` is the edge above the last one. */
export function firstKeyOfBin(bin: number, bits: number): number {
  return bin * 2 ** (32 - bits);
}
