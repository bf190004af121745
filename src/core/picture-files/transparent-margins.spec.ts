import { expect, it } from 'vitest';
import { transparentMargins } from './transparent-margins';

/** What can be seen is marked by #. */
const marginsOf = (...rows: string[]) => {
  const size = { width: rows[0]?.length ?? 0, height: rows.length };
  const rgba = Uint8ClampedArray.from(
    [...rows.join('')].flatMap((mark) => [9, 9, 9, mark === '#' ? 1 : 0]),
  );
  return transparentMargins(rgba, size);
};

it.each([
  [['##', '##'], null],
  [['.#', '#.'], null],
  [['..', '..'], null],
  [['..', '##'], { left: 0, top: 1, right: 0, bottom: 0 }],
  [['.....', '.#...', '..#..', '.....', '.....'], { left: 1, top: 1, right: 2, bottom: 2 }],
])('%j has the margins %j', (rows, margins) => {
  expect(marginsOf(...rows)).toEqual(margins);
});
