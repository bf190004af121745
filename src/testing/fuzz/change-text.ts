/** Damage to lines of text. */
import type { Draw } from '#src/testing/fuzz/draw';
import { textOf, utf8 } from '#src/testing/fuzz/reader';

const PIECES = [
  '\n',
  '\r\n',
  ':',
  ',',
  '/',
  '\\',
  '.',
  '..',
  '-',
  '_',
  ' ',
  '\t',
  '\0',
  '#',
  '=',
  '&',
  '%',
  '%ff',
  '"',
  '[',
  '{',
  '0',
  '255',
  '999',
  '-1',
  '1e9',
  'ä',
  '\u202e',
  '😀',
  '\ud800',
  '.png',
  '.npy',
  '_mask',
  'labels/',
  '__proto__',
];

/** Pieces put in, left out and repeated, some of them thousands of times. */
export function changeText(draw: Draw, sound: Uint8Array): Uint8Array {
  let text = textOf(sound);
  for (let count = draw.pick([1, 1, 2, 3, 5]); count > 0; count--) {
    const start = draw.below(text.length + 1);
    const end = Math.min(text.length, start + draw.below(12));
    const part = draw.chance(0.5) ? draw.pick(PIECES) : text.slice(start, end);
    const times = draw.chance(0.95) ? draw.pick([0, 1, 1, 2, 5]) : 1 + draw.below(5000);
    const after = draw.chance(0.5) ? start : end;
    text = text.slice(0, start) + part.repeat(times) + text.slice(after);
  }
  return utf8(text);
}
