import { describe, expect, it } from 'vitest';
import { packArchive, unpackArchive } from './archive';

describe('an archive', () => {
  const value = { text: 'Straße', list: [1, null] };
  const parts = [Uint8Array.of(1, 2, 3), new Uint8Array(0), Uint8Array.of(255)];

  it('gives back what it was made of', () => {
    expect(unpackArchive(packArchive(value, parts))).toEqual({ value, parts });
  });

  it('keeps thresholds that are infinite, and what is no number', () => {
    const thresholds = [Infinity, -Infinity, NaN, 0.5, null, '#', 'Infinity'];
    expect(unpackArchive(packArchive({ thresholds }, [])).value).toEqual({ thresholds });
  });

  it.each([
    ['cut off', packArchive(value, parts).slice(0, -1)],
    ['empty', new Uint8Array(0)],
    ['something else', Uint8Array.from({ length: 99 }, (_, i) => i)],
  ])('that is %s is refused', (_, bytes) => {
    expect(() => unpackArchive(bytes)).toThrow(
      expect.objectContaining({ code: 'evaluation-state' }),
    );
  });
});
