import { expect, it } from 'vitest';
import { listedValues, rangesOf, readingWords } from './reading-words';

it.each([
  [{ as: 'ids', anomaly: [1], ignore: [255] }, '1 = anomaly, 255 = ignored, the rest normal'],
  [{ as: 'ids', anomaly: [], ignore: [255] }, 'nothing is anomaly, 255 = ignored, the rest normal'],
  [{ as: 'instances', ignore: [] }, '0 = normal, every other id an object'],
  [{ as: 'colour', anomaly: [0xfa3253], ignore: [] }, '#fa3253 = anomaly, the rest normal'],
  [
    { as: 'colour', anomaly: [], ignore: [0xffffff] },
    'nothing is anomaly, #ffffff = ignored, the rest normal',
  ],
  [{ as: 'soft' }, 'Soft mask: anomaly from 128 on'],
  [{ as: 'alpha' }, 'Opacity: anomaly from 128 on'],
] as const)('%j: %s', (reading, words) => {
  expect(readingWords(reading)).toBe(words);
});

it('shortens neighbours', () => {
  expect(rangesOf([43, 2, 3, 4, 50, 9, 10])).toBe('2 to 4, 9, 10, 43, 50');
});

it('lists the first values', () => {
  expect(listedValues([0, 0xfa3253], true)).toBe('#000000, #fa3253');
  expect(listedValues([...Array(60).keys()], false)).toMatch(/^0, 1, .*7 and 52 more$/);
});
