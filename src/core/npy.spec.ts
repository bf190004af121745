import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
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
    ['|i1', Uint8Array.from([0xff, 3]), [-1, 3]],
    ['<u2', Uint8Array.from([0xff, 0xff, 2, 0]), [65_535, 2]],
    ['>u2', Uint8Array.from([0xff, 0xfe, 0, 2]), [65_534, 2]],
    ['<u4', new Uint8Array(new Uint32Array([7, 2 ** 31]).buffer), [7, 2 ** 31]],
    ['<i4', new Uint8Array(new Int32Array([-7, 9]).buffer), [-7, 9]],
    ['<u8', new Uint8Array(new BigUint64Array([5n, 2n ** 63n]).buffer), [5, 2 ** 63]],
    ['<i8', new Uint8Array(new BigInt64Array([-5n, 7n]).buffer), [-5, 7]],
    ['float32', new Uint8Array(new Float32Array([1.5, -2]).buffer), [1.5, -2]],
    ['bool', Uint8Array.from([0, 1]), [0, 1]],
    ['uint16', Uint8Array.from([1, 1, 2, 0]), [257, 2]],
  ])('reads %s', (descr, data, expected) => {
    expect([...decodeNpy(npy(descr, '(1, 2)', data)).data]).toEqual(expected);
  });

  it('reads half floats that are infinite, no number, or smaller than the smallest normal one', () => {
    const bits = Uint16Array.of(0x7c00, 0xfc00, 0x7e00, 0x0001, 0x8003, 0x0400);
    const { data } = decodeNpy(npy('<f2', '(6,)', new Uint8Array(bits.buffer)));
    expect([...data]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      2 ** -24,
      -3 * 2 ** -24,
      2 ** -14,
    ]);
  });

  it('is known by each of its six first bytes', () => {
    const bytes = encodeNpy(new Float32Array(1), [1]);
    for (let i = 0; i < 6; i++) {
      const changed = Uint8Array.from(bytes);
      changed[i] = 0;
      expect(isNpy(changed)).toBe(false);
    }
  });

  it('reads a number without axes, and axes of many digits', () => {
    const scalar = decodeNpy(npy('|u1', '()', Uint8Array.of(9)));
    expect([scalar.shape, [...scalar.data]]).toEqual([[], [9]]);
    expect(decodeNpy(npy('|u1', '(12, 10)', new Uint8Array(120))).shape).toEqual([12, 10]);
  });

  it('takes at most 1 GB as float32, and as many axes as NumPy has', () => {
    const large = npy('|u1', '(300000, 1000)', new Uint8Array(4));
    expect(() => decodeNpy(large)).toThrow('its shape is (300000, 1000), which is too large');
    expect(() => decodeNpy(npy('|u1', '(1, inf)', new Uint8Array(4)))).toThrow('header is damaged');
    const axes = (count: number) => npy('|u1', `(${'1, '.repeat(count)})`, Uint8Array.of(9));
    expect(decodeNpy(axes(64)).shape).toHaveLength(64);
    expect(() => decodeNpy(axes(65))).toThrow('it has 65 axes');
  });

  it.each([
    ['not a .npy file', npy('<f4', '(1,)', new Uint8Array(4)).subarray(0, 11)],
    ['its header ends early', npy('<f4', '(1,)', new Uint8Array(0)).subarray(0, 30)],
    ['its header is damaged', npy('?', '(1,)', new Uint8Array(4))],
    ['its header is damaged', npy('<f4', 'none', new Uint8Array(4))],
    ['its type "<c8" is not a plain number', npy('<c8', '(1,)', new Uint8Array(8))],
    ['it holds 7 bytes of data, not 8', npy('<f4', '(1, 2)', new Uint8Array(7))],
  ])('says that %s', (reason, bytes) => {
    expect(() => decodeNpy(bytes)).toThrow('The score file cannot be used: it');
    expect(() => decodeNpy(bytes)).toThrow(reason);
  });

  it('reads Fortran order as row-major, and version 2.0', () => {
    const columnMajor = new Uint8Array(new Float32Array([0, 3, 1, 4, 2, 5]).buffer);
    const read = decodeNpy(npy('<f4', '(2, 3)', columnMajor, { fortran: true, version: 2 }));
    expect([...read.data]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('looks at no axis of length 1 to turn Fortran order round', () => {
    const columnMajor = new Uint8Array(new Float32Array([0, 3, 1, 4, 2, 5]).buffer);
    const ones = '1, '.repeat(20);
    const read = decodeNpy(
      npy('<f4', `(${ones}2, ${ones}3, ${ones})`, columnMajor, { fortran: true }),
    );
    expect([...read.data]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(read.shape).toHaveLength(62);
    const took = (axes: string) => {
      const file = npy('|u1', `(${axes}1000, 500)`, new Uint8Array(500_000), { fortran: true });
      const times = [1, 2, 3].map(() => {
        const start = performance.now();
        decodeNpy(file);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    expect(took(ones.repeat(3))).toBeLessThan(4 * took('')); // each axis took as long as the two
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
    ['data that is one byte short', npy('<f4', '(1, 2)', new Uint8Array(7))],
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
