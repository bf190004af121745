import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { isPng, pngChunks, pngOf } from './png-chunks';

const plain = encode({
  width: 3,
  height: 1,
  data: Uint8Array.of(0, 1, 255),
  depth: 8,
  channels: 1,
  text: { Software: 'some editor' },
});

describe('the chunks of a PNG', () => {
  it('come in their order, without bytes after the end', () => {
    const chunks = pngChunks(Uint8Array.from([...plain, 1, 2, 3]));
    expect(chunks?.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'tEXt', 'IEND']);
    expect(chunks?.[0]?.data).toEqual(plain.subarray(16, 29));
    expect(pngOf(chunks ?? [])).toEqual(plain);
  });

  it('are read from a view into a larger buffer', () => {
    const buffer = Uint8Array.from([9, 9, 9, ...plain, 9]);
    expect(pngOf(pngChunks(buffer.subarray(3)) ?? [])).toEqual(plain);
  });

  it.each([0, 7, 8, 20, plain.length - 1])('have no end in the first %i bytes', (length) => {
    expect(pngChunks(plain.subarray(0, length))).toBeNull();
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
