import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { isPng, pixelChunksOf } from './png-chunks';

const PICTURE = {
  width: 3,
  height: 1,
  data: Uint8Array.of(0, 1, 255),
  depth: 8,
  channels: 1,
} as const;
const plain = encode(PICTURE);
const withText = encode({ ...PICTURE, text: { Software: 'some editor' } });

describe('pixelChunksOf', () => {
  it('keeps what the pixels need and drops the rest, bytes after the end included', () => {
    expect(withText.length).toBeGreaterThan(plain.length);
    expect(pixelChunksOf(Uint8Array.from([...withText, 1, 2, 3]))).toEqual(plain);
    expect(decode(pixelChunksOf(withText) ?? plain).data).toEqual(PICTURE.data);
  });

  it('reads a view into a larger buffer', () => {
    const buffer = Uint8Array.from([9, 9, 9, ...plain, 9]);
    expect(pixelChunksOf(buffer.subarray(3))).toEqual(plain);
  });

  it.each([0, 7, 8, 20, plain.length - 1])('finds no end in the first %i bytes', (length) => {
    expect(pixelChunksOf(plain.subarray(0, length))).toBeNull();
  });
});

describe('isPng', () => {
  it.each([
    ['a PNG', plain, true],
    ['a cut signature', plain.subarray(0, 7), false],
    ['text', Uint8Array.from(Buffer.from('PNG')), false],
  ])('%s', (_what, bytes, expected) => {
    expect(isPng(bytes)).toBe(expected);
  });
});
