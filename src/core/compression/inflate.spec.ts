import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Adler32 } from './adler32';
import { InflateError, type InflateFault, inflate } from './inflate';

const BYTES = Uint8Array.from({ length: 70_000 }, (_, i) => (i * i) >> 7);
const ZEROS = new Uint8Array(64_000_000);

/** What comes out, and why no more does. */
function unpacked(packed: Uint8Array, size: number, format: 'raw' | 'zlib' = 'zlib') {
  const parts: Uint8Array[] = [];
  let fault: InflateFault | null = null;
  try {
    inflate(packed, size, format, (part) => parts.push(part));
  } catch (error) {
    if (!(error instanceof InflateError)) throw error;
    fault = error.fault;
  }
  return { bytes: Buffer.concat(parts), fault };
}

describe('packed bytes', () => {
  it.each([
    ['zlib', deflateSync(BYTES)],
    ['raw', deflateRawSync(BYTES)],
    ['zlib', deflateSync(BYTES, { level: 0 })],
  ] as const)('of %s give what was packed', (format, packed) => {
    const { bytes, fault } = unpacked(packed, BYTES.length, format);
    expect(fault).toBeNull();
    expect(bytes.equals(BYTES)).toBe(true);
  });

  it('that hold more than was declared are left where that shows', () => {
    const { bytes, fault } = unpacked(deflateSync(ZEROS), 1000);
    expect([bytes.length, fault]).toEqual([0, 'more']);
    expect(unpacked(deflateSync(BYTES), BYTES.length - 1).fault).toBe('more');
  });

  it('that cannot hold as much as was declared are not begun', () => {
    expect(unpacked(deflateSync(BYTES), 2 ** 32)).toEqual({
      bytes: Buffer.alloc(0),
      fault: 'less',
    });
    expect(unpacked(deflateSync(BYTES), BYTES.length + 1).fault).toBe('less');
  });

  it('in far more blocks than bytes are not begun', () => {
    const empty = Buffer.from([0, 0, 0, 0xff, 0xff]);
    const blocks = Buffer.concat(Array<Buffer>(20_000).fill(empty));
    expect(unpacked(blocks, 10, 'raw').fault).toBe('more');
  });

  it('that end early or are none say so', () => {
    expect(unpacked(deflateSync(BYTES).subarray(0, 500), BYTES.length).fault).toBe('less');
    expect(unpacked(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 10).fault).toBe('damaged');
  });
});

describe('the checksum of zlib', () => {
  it.each([0, 1, 3800, 3801, 70_000])('of %i bytes, in parts too', (length) => {
    const bytes = BYTES.subarray(0, length);
    const checksum = new Adler32();
    checksum.add(bytes.subarray(0, length >> 1));
    checksum.add(bytes.subarray(length >> 1));
    expect(checksum.value).toBe(deflateSync(bytes).readUInt32BE(deflateSync(bytes).length - 4));
  });

  it('of the highest bytes does not overflow', () => {
    const bytes = new Uint8Array(1_000_000).fill(255);
    const checksum = new Adler32();
    checksum.add(bytes);
    expect(checksum.value).toBe(deflateSync(bytes).readUInt32BE(deflateSync(bytes).length - 4));
  });
});
