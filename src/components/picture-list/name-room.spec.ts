import { describe, expect, it } from 'vitest';
import { breaksWell, columnsIn } from './name-room';

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

describe('columns of the list', () => {
  it('are one beside the stage and three on a phone', () => {
    expect(columnsIn(152, 'column')).toEqual({ lanes: 1, room: 152 });
    expect(columnsIn(358, 'phone')).toEqual({ lanes: 3, room: (358 + 12) / 3 - 12 });
  });

  it('are as many on the contact sheet as have 190 pixels each, with the room between them', () => {
    expect(columnsIn(190 * 5 + 12 * 4, 'sheet')).toEqual({ lanes: 5, room: 190 });
    expect(columnsIn(190 * 5 + 12 * 4 - 1, 'sheet').lanes).toBe(4);
    expect(columnsIn(100, 'sheet').lanes).toBe(1);
  });
});
