import { describe, expect, it } from 'vitest';
import { assertSameGrid, rotatedSize } from './grid-check';

const size = (width: number, height: number) => ({ width, height });

describe('assertSameGrid', () => {
  it('compares with the picture as it is shown', () => {
    const stored = size(4000, 3000);
    expect(() => assertSameGrid(rotatedSize(stored, 6), size(3000, 4000))).not.toThrow();
    expect(() => assertSameGrid(rotatedSize(stored, 3), size(4000, 3000))).not.toThrow();
  });

  it.each([
    [
      'a label of the stored grid',
      rotatedSize(size(40, 20), 6),
      size(40, 20),
      /turned by 90 degrees/,
    ],
    ['another field of view', size(40, 20), size(40, 30), /40 x 30.*40 x 20.*same field of view/],
  ])('refuses %s', (_what, picture, label, message) => {
    expect(() => assertSameGrid(picture, label)).toThrow(
      expect.objectContaining({ code: 'label-size', message: expect.stringMatching(message) }),
    );
  });
});
