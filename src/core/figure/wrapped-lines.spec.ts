import { expect, it } from 'vitest';
import { wrapped } from './wrapped-lines';

it.each([
  ['', 13, []],
  ['a word', 13, ['a word']],
  ['ten letters', 13, ['ten', 'letters']],
  ['a wordlongerthanten b', 13, ['a', 'wordlonger', 'thanten b']],
  ['exactlyten! b', 13, ['exactlyten', '! b']],
  ['ab', 0, ['a', 'b']],
])('"%s" in %d mm is %j', (text, width, lines) => {
  expect(wrapped(text, width)).toEqual(lines);
});
