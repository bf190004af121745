import { expect, it } from 'vitest';
import { leftOutLine, resultLines as linesOf, pictureLine } from './told.mjs';

const resultLines = (result: { pictures: number; withRegions: number; errors: number }) =>
  linesOf({ ...result, chosen: null });

const RESULT = {
  width: 8,
  height: 8,
  regions: 1,
  areaPercent: 3.456,
  largest: { area: 2, areaPercent: 3.456 },
  maxScore: 0.9,
  meanConfidence: null,
  milliseconds: 812.4,
  notices: [],
};

it('a picture is a line, with what it holds or why it failed', () => {
  const summary = { picture: 'a.jpg', mask: 'masks/a.jpg.png', error: null, result: RESULT };
  expect(pictureLine({ done: 2, total: 9, summary })).toBe(
    'picture 2/9  a.jpg  1 region, 3.46 %  812 ms',
  );
  const error = { code: 'picture-empty', message: 'It is empty.' } as const;
  expect(
    pictureLine({ done: 3, total: 9, summary: { ...summary, error, mask: null, result: null } }),
  ).toBe('picture 3/9  a.jpg: It is empty. (picture-empty)');
});

it('what was found is a sentence, of the pictures that could be analysed', () => {
  expect(resultLines({ pictures: 30, withRegions: 12, errors: 0 })).toEqual([
    '12 of 30 pictures have something that the network does not know.',
  ]);
  expect(resultLines({ pictures: 2, withRegions: 1, errors: 1 })).toEqual([
    '1 of 1 picture has something that the network does not know.',
    '1 of 2 failed: summary.json names them.',
  ]);
  expect(resultLines({ pictures: 0, withRegions: 0, errors: 0 })).toEqual([
    'No picture was found.',
  ]);
});

it('a threshold that was looked for is told in full, with what it flags', () => {
  const chosen = { threshold: 0.9712345600128174, share: 0.07, flagged: 6, pictures: 100 };
  expect(linesOf({ pictures: 100, withRegions: 5, errors: 0, chosen })[0]).toBe(
    'Threshold 0.9712345600128174: 6 of 100 pictures are flagged, at most 7 % were wanted.',
  );
  expect(pictureLine({ done: 2, total: 9, looked: 'a.jpg' })).toBe('threshold 2/9  a.jpg');
});

it('files that are no pictures are counted and named', () => {
  expect(leftOutLine(['a.txt'])).toMatch(/^1 file is left out, .*: a\.txt\.$/);
  expect(leftOutLine(['a', 'b', 'c', 'd'])).toMatch(
    /^4 files are left out, .*: a, b, c, \.\.\.\.$/,
  );
});
