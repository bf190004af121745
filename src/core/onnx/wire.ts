/** The wire format of protocol buffers, as far as an ONNX file needs it. */
import { unreadableNetwork } from './unreadable';

/** How a field's value is stored. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** Seven bits each: 64 bits take ten. */
const LONGEST_VARINT = 10;
/** As many bytes are a number that a double holds exactly; more are those of large and of negative ones. */
const EXACT_BYTES = 7;

export interface Field {
  number: number;
  wire: number;
  /** What a varint holds, signed; 0 otherwise. */
  value: number;
  /** What a length-delimited or fixed field holds; empty otherwise. */
  bytes: Uint8Array;
}

const NOTHING = new Uint8Array(0);

export const damaged = () => unreadableNetwork('it is damaged, or no ONNX file');
export const cutOff = () =>
  unreadableNetwork('it ends before its own description says: it is not whole');

/**
 * A number of up to 64 bits in two's complement, least significant seven first.
 * @param byteAt undefined where nothing more is. @throws AnomalensError `network-unreadable`.
 */
export function readVarint(
  byteAt: (position: number) => number | undefined,
  position: number,
): { value: number; next: number } {
  let value = 0;
  let scale = 1;
  for (let next = position; next < position + LONGEST_VARINT; ) {
    const byte = byteAt(next++);
    if (byte === undefined) throw cutOff();
    value += (byte & 0x7f) * scale;
    if (byte < 0x80)
      return { value: next - position <= EXACT_BYTES ? value : longValue(byteAt, position), next };
    scale *= 128;
  }
  throw damaged();
}

/** A double would round -1, which is 2^64 - 1 without its sign, to 2^64. */
function longValue(byteAt: (position: number) => number | undefined, position: number): number {
  let value = 0n;
  for (let place = 0, byte = 0x80; byte >= 0x80; place++) {
    byte = byteAt(position + place) ?? 0;
    value |= BigInt(byte & 0x7f) << BigInt(7 * place);
  }
  return Number(BigInt.asIntN(64, value));
}

/** The fields of a message in their order. @throws AnomalensError `network-unreadable`. */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  const byteAt = (position: number) => message[position];
  let position = 0;
  while (position < message.length) {
    const tag = readVarint(byteAt, position);
    const number = Math.floor(tag.value / 8);
    const wire = tag.value % 8;
    if (number === 0) throw damaged();
    position = tag.next;
    if (wire === WIRE.varint) {
      const { value, next } = readVarint(byteAt, position);
      position = next;
      yield { number, wire, value, bytes: NOTHING };
      continue;
    }
    let length = wire === WIRE.fixed64 ? 8 : wire === WIRE.fixed32 ? 4 : -1;
    if (wire === WIRE.bytes) {
      const size = readVarint(byteAt, position);
      length = size.value;
      position = size.next;
    }
    if (length < 0) throw damaged();
    if (position + length > message.length) throw cutOff();
    yield { number, wire, value: 0, bytes: message.subarray(position, position + length) };
    position += length;
  }
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function varintBytes(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

/** One length-delimited field with its tag. */
export function bytesField(number: number, content: Uint8Array | string): Uint8Array<ArrayBuffer> {
  const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return joined([Uint8Array.from(varintBytes(number * 8 + WIRE.bytes)), lengthOf(body), body]);
}

const lengthOf = ({ length }: Uint8Array) => Uint8Array.from(varintBytes(length));

/** The tag of a field with the length of what follows. */
export function bytesTag(number: number, length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...varintBytes(number * 8 + WIRE.bytes), ...varintBytes(length)]);
}

/** One whole number with its tag. */
export function numberField(number: number, value: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...varintBytes(number * 8 + WIRE.varint), ...varintBytes(value)]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
