/** NumPy's `.npy` files: reading the numeric types, writing float32. */
import { AnomalensError } from '#src/core/errors';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

export interface NpyArray {
  shape: number[];
  /** Row-major, whatever the file's order was. */
  data: Float32Array;
}

/** Version 1.0, `<f4`, C order; the data start at a multiple of 64 bytes. */
export function encodeNpy(data: Float32Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = Math.ceil((10 + text.length + 1) / 64) * 64;
  const header = `${text.padEnd(start - 10 - 1)}\n`;
  const bytes = new Uint8Array(start + data.length * 4);
  bytes.set(MAGIC);
  bytes[6] = 1;
  const view = new DataView(bytes.buffer);
  view.setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  for (let i = 0; i < data.length; i++) view.setFloat32(start + i * 4, data[i] as number, true);
  return bytes;
}

type Read = (view: DataView, at: number, little: boolean) => number;

const READERS: Record<string, { size: number; read: Read }> = {
  b1: { size: 1, read: (view, at) => view.getUint8(at) },
  u1: { size: 1, read: (view, at) => view.getUint8(at) },
  i1: { size: 1, read: (view, at) => view.getInt8(at) },
  u2: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  i2: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  u4: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
  i4: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  u8: { size: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  i8: { size: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  f2: { size: 2, read: (view, at, little) => halfToNumber(view.getUint16(at, little)) },
  f4: { size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
};

export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((value, i) => bytes[i] === value);
}

/**
 * Reads versions 1.0 to 3.0 with booleans, integers or floats of either byte order, converted to
 * float32.
 * @throws AnomalensError `score-unreadable` that says what is wrong.
 */
export function decodeNpy(bytes: Uint8Array): NpyArray {
  if (!isNpy(bytes) || bytes.length < 12) throw unreadable('it is not a .npy file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerAt = bytes[6] === 1 ? 10 : 12;
  const start = headerAt + (bytes[6] === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (start > bytes.length) throw unreadable('its header ends early');
  const { descr, fortran, shape } = parseHeader(
    new TextDecoder('latin1').decode(bytes.subarray(headerAt, start)),
  );
  const reader = READERS[descr.slice(1)];
  if (!reader) throw unreadable(`its type "${descr}" is not a plain number`);
  const count = shape.reduce((product, side) => product * side, 1);
  if (bytes.length - start < count * reader.size)
    throw unreadable(`it holds ${bytes.length - start} bytes of data, not ${count * reader.size}`);
  const little = descr[0] !== '>';
  const data = new Float32Array(count);
  for (let i = 0; i < count; i++) data[i] = reader.read(view, start + i * reader.size, little);
  return { shape, data: fortran ? toRowMajor(data, shape) : data };
}

function parseHeader(text: string): { descr: string; fortran: boolean; shape: number[] } {
  const descr = /'descr'\s*:\s*'([<>|=]\w+)'/.exec(text)?.[1];
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(text)?.[1];
  if (descr === undefined || fortran === undefined || shape === undefined)
    throw unreadable('its header is damaged');
  return {
    descr,
    fortran: fortran === 'True',
    shape: (shape.match(/\d+/g) ?? []).map(Number),
  };
}

function toRowMajor(data: Float32Array, shape: readonly number[]): Float32Array {
  const result = new Float32Array(data.length);
  const index = new Array<number>(shape.length).fill(0);
  for (let i = 0; i < data.length; i++) {
    const target = index.reduce((sum, value, axis) => sum * (shape[axis] as number) + value, 0);
    result[target] = data[i] as number;
    for (let axis = 0; axis < shape.length && ++(index[axis] as number) === shape[axis]; axis++)
      index[axis] = 0; // first axis fastest
  }
  return result;
}

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

function unreadable(reason: string): AnomalensError {
  return new AnomalensError('score-unreadable', `The score file cannot be used: ${reason}.`);
}
