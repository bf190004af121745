import { describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { namedArray } from './named-arrays';
import { bytesHeld, checkTotal, countOf, plainNumberType, readNumbers } from './number-arrays';
import { reasonOf, unreadableScore } from './unreadable';

const GIGABYTE = 2 ** 30;

describe('arrays of a file', () => {
  it('take 1 GB at most, as stored or as float32, whichever is more', () => {
    expect(countOf([2, 2 ** 27], { size: 1 })).toBe(2 ** 28);
    expect(countOf([2 ** 27], { size: 8 })).toBe(2 ** 27);
    expect(() => countOf([2 ** 28 + 1], { size: 1 })).toThrow('(268435457), which is too large');
    expect(() => countOf([3, 2 ** 27], { size: 8 })).toThrow('(3, 134217728), which is too large');
    expect(() => countOf([Number.NaN], { size: 1 })).toThrow('too large');
    expect([bytesHeld(3, { size: 1 }), bytesHeld(3, { size: 8 })]).toEqual([12, 24]);
  });

  it('take 1 GB at most in all, and are 100 at most', () => {
    expect(() => checkTotal([GIGABYTE / 2, GIGABYTE / 2])).not.toThrow();
    expect(() => checkTotal([GIGABYTE / 2, GIGABYTE / 2, 1])).toThrow('take 1.1 GB');
    expect(() => checkTotal(Array.from({ length: 100 }, () => 1))).not.toThrow();
    expect(() => checkTotal(Array.from({ length: 101 }, () => 1))).toThrow('holds 101 arrays');
  });
});

describe('numbers of a file', () => {
  const doubles = (...values: number[]) => new Uint8Array(Float64Array.from(values).buffer);

  it('that float32 does not have are refused, infinities are not', () => {
    const type = plainNumberType('<f8');
    const read = (...values: number[]) => readNumbers(doubles(...values), 0, values.length, type);
    expect([...read(3.4e38, -Infinity, NaN, 1e-300)]).toEqual([
      ...[Math.fround(3.4e38), -Infinity, NaN, 0],
    ]);
    for (const value of [1e300, -1e300])
      expect(() => read(0, value)).toThrow(`it holds ${value}, and float32 ends at 3.4e38`);
  });

  it('start anywhere in the file, and none is missing', () => {
    const bytes = Uint8Array.of(9, 1, 2, 3);
    const type = plainNumberType('|u1');
    expect([...readNumbers(bytes.subarray(1), 1, 2, type)]).toEqual([2, 3]);
    expect(() => readNumbers(bytes, 2, 3, type)).toThrow('it holds 2 bytes of data, not 3');
  });
});

it('what is wrong with an array stays its own, a fault of the code does not', () => {
  const refused = unreadableScore('it is torn', 'cause');
  const read = (error: unknown) =>
    namedArray('a', () => {
      throw error;
    });
  expect(namedArray('a', () => ({ shape: [1] }))).toEqual({ name: 'a', shape: [1] });
  expect(read(refused)).toEqual({ name: 'a', refused });
  expect(() => read(new TypeError('x'))).toThrow(TypeError);
  expect(refused).toBeInstanceOf(AnomalensError);
  expect(refused).toMatchObject({
    code: 'score-unreadable',
    message: 'The score file cannot be used: it is torn.',
    retryable: false,
    cause: 'cause',
  });
  expect(reasonOf(refused)).toBe('it is torn.');
});
