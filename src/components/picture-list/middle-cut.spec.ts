import { describe, expect, it } from 'vitest';
import { middleCut } from './middle-cut';

const upTo = (length: number) => (text: string) => [...text].length <= length;

describe('a name whose middle is cut', () => {
  it('stays as it is where it fits', () => {
    expect(middleCut('frame_0001.png', upTo(14))).toBe('frame_0001.png');
  });

  it('keeps as much of both ends as there is room for', () => {
    expect(middleCut('frankfurt_000000_000294_leftImg8bit.png', upTo(20))).toBe(
      'frankfurt_…g8bit.png',
    );
    expect([...middleCut('a'.repeat(300), upTo(21))]).toHaveLength(21);
  });

  it('never cuts a character into halves', () => {
    expect(middleCut('🚗🦌🚗🦌🚗🦌', upTo(4))).toBe('🚗🦌…🦌');
  });

  it('keeps an end of each side even where nothing fits', () => {
    expect(middleCut('abcdef', () => false)).toBe('a…f');
  });
});
