import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNpy, encodeNpy, isNpy } from './npy';

function npy(
  descr: string,
  shape: string,
  data: Uint8Array,
  { fortran = false, version = 1 } = {},
): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${shape}, }\n`;
  const lengthBytes =
    version === 1
      ? [header.length & 255, header.length >> 8]
      : [header.length & 255, header.length >> 8, 0, 0];
  return Uint8Array.from([
    0x93,
    ...Buffer.from('NUMPY'),
    version,
    0,
    ...lengthBytes,
    ...Buffer.from(header),
    ...data,
  ]);
}

describe('npy', () => {
  it('writes what it reads, bit for bit', () => {
    const values = fc.array(fc.float({ noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(values, (list) => {
        const data = Float32Array.from(list);
        const read = decodeNpy(encodeNpy(data, [2, 3]));
        expect(read.shape).toEqual([2, 3]);
        expect(read.data).toEqual(data);
      }),
    );
  });

  it('aligns the data to 64 bytes and is version 1.0', () => {
    const bytes = encodeNpy(new Float32Array(2), [2]);
    expect(isNpy(bytes)).toBe(true);
    expect([...bytes.subarray(6, 8)]).toEqual([1, 0]);
    expect((bytes.length - 8) % 64).toBe(0);
    expect(new TextDecoder().decode(bytes)).toContain("'shape': (2,)");
  });

  it.each([
    ['<f8', new Uint8Array(new Float64Array([1.5, -2]).buffer), [1.5, -2]],
    ['>f4', Uint8Array.from([0x3f, 0xc0, 0, 0, 0xc0, 0, 0, 0]), [1.5, -2]],
    ['<f2', Uint8Array.from([0x00, 0x3e, 0x00, 0xc0]), [1.5, -2]],
    ['|u1', Uint8Array.from([3, 255]), [3, 255]],
    ['|b1', Uint8Array.from([0, 1]), [0, 1]],
    ['<i2', Uint8Array.from([0xff, 0xff, 2, 0]), [-1, 2]],
    ['<i8', new Uint8Array(new BigInt64Array([-5n, 7n]).buffer), [-5, 7]],
    ['float32', new Uint8Array(new Float32Array([1.5, -2]).buffer), [1.5, -2]],
    ['bool', Uint8Array.from([0, 1]), [0, 1]],
    ['uint16', Uint8Array.from([1, 1, 2, 0]), [257, 2]],
  ])('reads %s', (descr, data, expected) => {
    expect([...decodeNpy(npy(descr, '(1, 2)', data)).data]).toEqual(expected);
  });

  it('reads Fortran order as row-major, and version 2.0', () => {
    const columnMajor = new Uint8Array(new Float32Array([0, 3, 1, 4, 2, 5]).buffer);
    const read = decodeNpy(npy('<f4', '(2, 3)', columnMajor, { fortran: true, version: 2 }));
    expect([...read.data]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('reads the long integers of Python 2', () => {
    const read = decodeNpy(npy('<f4', '(1L, 2L)', new Uint8Array(8)));
    expect(read.shape).toEqual([1, 2]);
  });

  it.each([
    // Halfway between two float32 and a little more: rounded to float64 first it would be a tie.
    [2n ** 53n + 2n ** 29n + 1n, 9007200328482816],
    [-(2n ** 53n) - 2n ** 29n - 1n, -9007200328482816],
    [2n ** 53n + 2n ** 29n, 9007199254740992], // a tie goes to the even neighbour
    [2n ** 53n - 1n, 9007199254740992],
    [-(2n ** 63n), -(2 ** 63)],
  ])('rounds the 64-bit integer %s once, to %s', (value, rounded) => {
    const data = new Uint8Array(BigInt64Array.of(value).buffer);
    expect([...decodeNpy(npy('<i8', '(1,)', data)).data]).toEqual([rounded]);
  });

  it('refuses a file whose data are one byte short', () => {
    const whole = npy('<f4', '(2, 2)', new Uint8Array(16));
    expect(decodeNpy(whole).data).toHaveLength(4);
    expect(() => decodeNpy(whole.subarray(0, -1))).toThrow(/15 bytes of data, not 16/);
  });

  it.each([
    ['text', new TextEncoder().encode('not numpy at all')],
    ['a header that ends early', npy('<f4', '(2,)', new Uint8Array(8)).subarray(0, 20)],
    ['missing data', npy('<f4', '(2, 2)', new Uint8Array(8))],
    ['objects', npy('|O', '(1,)', new Uint8Array(8))],
    ['complex numbers', npy('<c8', '(1,)', new Uint8Array(8))],
    ['a name that every object has', npy('constructor', '(1,)', new Uint8Array(8))],
    ['a code that every object has', npy('<__proto__', '(1,)', new Uint8Array(8))],
    ['more values than any picture has', npy('|u1', '(100000, 100000)', new Uint8Array(8))],
    ['an endless shape', npy('|u1', `(${'9'.repeat(400)},)`, new Uint8Array(8))],
    ['a version to come', npy('<f4', '(1,)', new Uint8Array(4), { version: 4 })],
  ])('refuses %s', (_what, bytes) => {
    expect(() => decodeNpy(bytes)).toThrow(expect.objectContaining({ code: 'score-unreadable' }));
  });
});
