import { expect, it } from 'vitest';
import { pictureLine, resultLine, unusableLine } from './told.mjs';

const names = ['cow', 'horse', 'goat', 'dog'].map((name, i) => ({ name, similarity: 0.5 - i / 8 }));
const place = { done: 2, total: 9, picture: 'a.jpg', error: null };

it('a picture is a line, with its names, its regions or why it failed', () => {
  expect(pictureLine({ ...place, parts: [{ region: null, names }] })).toBe(
    'picture 2/9  a.jpg  cow 0.50, horse 0.38, goat 0.25',
  );
  const region = { region: 4, names };
  expect(pictureLine({ ...place, parts: [region] })).toBe('picture 2/9  a.jpg  1 region');
  expect(pictureLine({ ...place, parts: [region, region] })).toBe('picture 2/9  a.jpg  2 regions');
  expect(pictureLine({ ...place, parts: [] })).toBe('picture 2/9  a.jpg  its mask has no region');
  const error = { code: 'picture-empty', message: 'It is empty.' } as const;
  expect(pictureLine({ ...place, parts: [], error })).toBe(
    'picture 2/9  a.jpg: It is empty. (picture-empty)',
  );
});

it('what could not be used is named, and what was named is counted', () => {
  expect(unusableLine(['xqzt', '?'])).toBe(
    'Left out, because nothing of it is known: "xqzt", "?".',
  );
  expect(resultLine({ pictures: 30, errors: 0 })).toBe('30 pictures named.');
  expect(resultLine({ pictures: 2, errors: 1 })).toBe(
    '1 picture named, 1 failed: stderr says why.',
  );
  expect(resultLine({ pictures: 0, errors: 0 })).toBe('No picture was found.');
});
