/** NumPy's `.npy` files: reading the numeric types, writing float32. */
import {
  countOf,
  type NumberArray,
  plainNumberType,
  readNumbers,
} from '#src/core/score-files/number-arrays';
import { unreadableScore } from '#src/core/score-files/unreadable';

const VERSIONS = [1, 2, 3];
/** NumPy has no array of more axes. */
const MOST_AXES = 64;
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

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

export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((value, i) => bytes[i] === value);
}

/**
 * Reads versions 1.0 to 3.0 with booleans, integers or floats of either byte order, converted to
 * float32.
 * @throws AnomalensError `score-unreadable` that says what is wrong.
 */
export function decodeNpy(bytes: Uint8Array): NumberArray {
  if (!isNpy(bytes) || bytes.length < 12) throw unreadableScore('it is not a .npy file');
  if (!VERSIONS.includes(bytes[6] as number))
    throw unreadableScore(`it is of version ${bytes[6]} of the format, which is not known`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerAt = bytes[6] === 1 ? 10 : 12;
  const start = headerAt + (bytes[6] === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (start > bytes.length) throw unreadableScore('its header ends early');
  const { descr, fortran, shape } = parseHeader(
    new TextDecoder('latin1').decode(bytes.subarray(headerAt, start)),
  );
  const type = plainNumberType(descr);
  const data = readNumbers(bytes, start, countOf(shape, type), type);
  return { shape, data: fortran ? toRowMajor(data, shape) : data };
}

function parseHeader(text: string): { descr: string; fortran: boolean; shape: number[] } {
  const descr = /'descr'\s*:\s*'([<>|=]?\w+)'/.exec(text)?.[1];
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  // Python 2 wrote long integers as 3L.
  const shape = /'shape'\s*:\s*\(([\dL\s,]*)\)/.exec(text)?.[1];
  if (descr === undefined || fortran === undefined || shape === undefined)
    throw unreadableScore('its header is damaged');
  const sides = (shape.match(/\d+/g) ?? []).map(Number);
  if (sides.length > MOST_AXES) throw unreadableScore(`it has ${sides.length} axes`);
  return { descr, fortran: fortran === 'True', shape: sides };
}

function toRowMajor(data: Float32Array, axes: readonly number[]): Float32Array {
  const shape = axes.filter((side) => side !== 1); // the others change no order, and take time
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
