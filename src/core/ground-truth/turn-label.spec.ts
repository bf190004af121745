import { describe, expect, it } from 'vitest';
import type { RawLabel } from './decode-label';
import { fitsTurned, orientationFor, oriented, turnRequest } from './turn-label';

/** The letter F lies on its side or its back, as in the table of EXIF orientations. */
const UPRIGHT = ['##', '#.', '##', '#.'];
const STORED: Record<number, string[]> = {
  1: UPRIGHT,
  2: ['##', '.#', '##', '.#'],
  3: ['.#', '##', '.#', '##'],
  4: ['#.', '##', '#.', '##'],
  5: ['####', '#.#.'],
  6: ['#.#.', '####'],
  7: ['.#.#', '####'],
  8: ['####', '.#.#'],
};

function labelOf(rows: readonly string[]): RawLabel {
  const pixels = rows.join('').split('');
  const ids = Uint8Array.from(pixels, (pixel) => Number(pixel === '#'));
  return { width: rows[0]!.length, height: rows.length, ids, colours: null, alpha: ids };
}

describe('oriented', () => {
  it.each(Object.keys(STORED).map(Number))('orientation %i shows the letter upright', (value) => {
    expect(oriented(labelOf(STORED[value]!), value)).toEqual(labelOf(UPRIGHT));
  });

  it('moves colours alike', () => {
    const colours = Uint32Array.of(0xfa3253, 0);
    const label = { width: 2, height: 1, ids: null, colours, alpha: null };
    expect(oriented(label, 3).colours).toEqual(Uint32Array.of(0, 0xfa3253));
  });
});

describe('orientationFor', () => {
  const wide = { width: 64, height: 40 };
  const tall = { width: 40, height: 64 };

  it('leaves a label as it is stored unless it is asked for', () => {
    const picture = { ...wide, orientation: 3 };
    expect(orientationFor(wide, picture, turnRequest(false))).toBe(1);
    expect(orientationFor(wide, picture, turnRequest(true))).toBe(3);
  });

  it('never turns a label that fits only as it lies, as one drawn on the upright picture does', () => {
    const picture = { ...tall, orientation: 6 };
    expect(orientationFor(tall, picture, turnRequest(true))).toBe(1);
    expect(fitsTurned(tall, picture)).toBe(false);
    expect(fitsTurned(wide, picture)).toBe(true);
  });

  it('turns it where only then both have one shape', () => {
    expect(orientationFor(wide, { ...tall, orientation: 6 }, 'if-only-so')).toBe(6);
    expect(orientationFor(tall, { ...tall, orientation: 6 }, 'if-only-so')).toBe(1);
    expect(orientationFor({ width: 9, height: 1 }, { ...tall, orientation: 6 }, 'if-only-so')).toBe(
      1,
    );
  });

  it('repeats what was done before', () => {
    expect(orientationFor(wide, { ...wide, orientation: 1 }, 8)).toBe(8);
  });
});
