import { halfToNumber } from '#src/core/score-files/half-float';

/** NumPy's plain number types: how one value is read from a file and rounded to float32. */

type Read = (view: DataView, offset: number, little: boolean) => number;

export interface NumberType {
  /** Bytes of one value. */
  size: number;
  /** The value; what stores it in a `Float32Array` rounds it once. */
  read: Read;
}

const UINT8: NumberType = { size: 1, read: (view, offset) => view.getUint8(offset) };

/** By kind and bytes, as in `'<f4'`. A map, as a name such as `constructor` must find nothing. */
const TYPES = new Map<string, NumberType>([
  ['b1', UINT8],
  ['u1', UINT8],
  ['i1', { size: 1, read: (view, offset) => view.getInt8(offset) }],
  ['u2', { size: 2, read: (view, offset, little) => view.getUint16(offset, little) }],
  ['i2', { size: 2, read: (view, offset, little) => view.getInt16(offset, little) }],
  ['u4', { size: 4, read: (view, offset, little) => view.getUint32(offset, little) }],
  ['i4', { size: 4, read: (view, offset, little) => view.getInt32(offset, little) }],
  [
    'u8',
    { size: 8, read: (view, offset, little) => roundedToOdd(view.getBigUint64(offset, little)) },
  ],
  [
    'i8',
    { size: 8, read: (view, offset, little) => roundedToOdd(view.getBigInt64(offset, little)) },
  ],
  ['f2', { size: 2, read: (view, offset, little) => halfToNumber(view.getUint16(offset, little)) }],
  ['f4', { size: 4, read: (view, offset, little) => view.getFloat32(offset, little) }],
  ['f8', { size: 8, read: (view, offset, little) => view.getFloat64(offset, little) }],
]);

/** The names that `numpy.dtype` takes beside its codes; in the byte order of the machine. */
const NAMES = new Map([
  ['bool', 'b1'],
  ['uint8', 'u1'],
  ['int8', 'i1'],
  ['uint16', 'u2'],
  ['int16', 'i2'],
  ['uint32', 'u4'],
  ['int32', 'i4'],
  ['uint64', 'u8'],
  ['int64', 'i8'],
  ['float16', 'f2'],
  ['float32', 'f4'],
  ['float64', 'f8'],
]);

/**
 * The number type of a `descr`: a code with its byte order (`'>f4'`) or a name (`'float32'`).
 * @returns null for everything that is not a plain number.
 */
export function numberType(descr: string): (NumberType & { little: boolean }) | null {
  const [, order = '', code = ''] = /^([<>|=]?)(.*)$/.exec(descr) ?? [];
  const type = TYPES.get(order === '' ? (NAMES.get(code) ?? code) : code);
  return type ? { ...type, little: order !== '>' } : null;
}

/**
 * A 64-bit integer as the float64 that rounds to the right float32. Rounding to float64 first and
 * to float32 then can go the wrong way at a tie; a float64 whose last bit says that something was
 * cut off cannot (round to odd).
 */
function roundedToOdd(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  const high = magnitude >> 11n; // at most 53 bits, which a float64 holds exactly
  const kept = (magnitude & 0x7ffn) === 0n ? high : high | 1n;
  const result = magnitude < 1n << 53n ? Number(magnitude) : Number(kept) * 2 ** 11;
  return value < 0n ? -result : result;
}
