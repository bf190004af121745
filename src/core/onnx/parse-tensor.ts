import { halfToNumber } from '#src/core/score-files/half-float';
import { dataTypeOf, type OnnxTensor } from './header';
import { fieldsOf, readVarint, textOf, WIRE } from './wire';

/** Numbers of a normalisation and of shapes. */
const MOST_VALUES = 64;

/** A tensor of the file; its numbers may have been left out. @throws AnomalensError `network-unreadable`. */
export function parseTensor(message: Uint8Array): OnnxTensor {
  const dims: number[] = [];
  const stored = { type: 0, name: '', raw: null as Uint8Array | null };
  const listed: number[] = [];
  let externalFile: string | null = null;
  for (const { number, wire, value, bytes } of fieldsOf(message)) {
    if (number === 1) dims.push(...(wire === WIRE.bytes ? wholeNumbers(bytes) : [value]));
    if (number === 2) stored.type = value;
    if (number === 4) listed.push(...floats(bytes));
    if (number === 5 || number === 7)
      listed.push(...(wire === WIRE.bytes ? wholeNumbers(bytes) : [value]));
    if (number === 8) stored.name = textOf(bytes);
    if (number === 9) stored.raw = bytes;
    if (number === 13) externalFile ??= locationIn(bytes);
  }
  const dtype = dataTypeOf(stored.type);
  const count = dims.reduce((product, side) => product * side, 1);
  const values = stored.raw ? rawNumbers(stored.raw, dtype) : listed;
  return {
    name: stored.name,
    dtype,
    dims,
    values: count <= MOST_VALUES && values.length === count ? values : null,
    externalFile,
  };
}

function locationIn(entry: Uint8Array): string | null {
  let key = '';
  let value = '';
  for (const { number, bytes } of fieldsOf(entry)) {
    if (number === 1) key = textOf(bytes);
    if (number === 2) value = textOf(bytes);
  }
  return key === 'location' ? value : null;
}

function wholeNumbers(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  for (let position = 0; position < bytes.length && numbers.length <= MOST_VALUES; ) {
    const { value, next } = readVarint((index) => bytes[index], position);
    numbers.push(value);
    position = next;
  }
  return numbers;
}

function floats(bytes: Uint8Array): number[] {
  return rawNumbers(bytes, 'float32');
}

/** Numbers as they lie in memory, least significant byte first; none of other types or too many. */
function rawNumbers(bytes: Uint8Array, dtype: OnnxTensor['dtype']): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = READERS[dtype];
  if (!reader || bytes.length > MOST_VALUES * reader.bytes) return [];
  return Array.from({ length: Math.floor(bytes.length / reader.bytes) }, (_, i) =>
    reader.read(view, i * reader.bytes),
  );
}

const READERS: Partial<
  Record<OnnxTensor['dtype'], { bytes: number; read: (view: DataView, offset: number) => number }>
> = {
  float32: { bytes: 4, read: (view, offset) => view.getFloat32(offset, true) },
  float64: { bytes: 8, read: (view, offset) => view.getFloat64(offset, true) },
  float16: { bytes: 2, read: (view, offset) => halfToNumber(view.getUint16(offset, true)) },
  int32: { bytes: 4, read: (view, offset) => view.getInt32(offset, true) },
  int64: { bytes: 8, read: (view, offset) => Number(view.getBigInt64(offset, true)) },
  uint8: { bytes: 1, read: (view, offset) => view.getUint8(offset) },
};
