import { describe, expect, it } from 'vitest';
import { breaksWell } from './name-room';

/** Ten pixels a character, twelve for the mark before the first. */
const width = (text: string) => 10 * text.length;

describe('a name in two lines', () => {
  it('breaks at hyphens, spaces and underscores where both lines have room', () => {
    expect(breaksWell('country-cow.jpg', 92, width)).toBe(true);
    expect(breaksWell('a b.png', 92, width)).toBe(true);
    expect(breaksWell('train_110_007246.webp', 112, width)).toBe(true);
  });

  it('does not where a part, or the second line, is too long, or the first leaves its mark alone', () => {
    expect(breaksWell('frame0_000001.png', 92, width)).toBe(false);
    expect(breaksWell('a123456789', 111, width)).toBe(false);
    expect(breaksWell('a123456789', 112, width)).toBe(true);
    expect(breaksWell('country-roads-cow.jpg', 92, width)).toBe(false);
    expect(breaksWell('country-cow.jpg', 91, width)).toBe(false);
  });
});
