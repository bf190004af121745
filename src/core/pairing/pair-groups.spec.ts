import { expect, it } from 'vitest';
import { nameFile } from './file-roles';
import { groupBy, nothingMatched, pairGroups } from './pair-groups';
import { placesOf } from './places';

const entriesAt = (...paths: string[]) =>
  paths.map((file) => ({ file, ...nameFile({ path: file }) }));

it('sequences that lack a picture or a label of one name are not compared with each other', () => {
  const all = Array.from({ length: 400 }, (_, index) => index);
  const images = entriesAt(...all.map((index) => `images/s${index}/${1 + (index % 2)}.jpg`));
  const labels = entriesAt(...all.map((index) => `labels/s${index}/${2 - (index % 2)}.png`));
  const places = placesOf(images, labels);
  let judged = 0;
  const counting: typeof places = {
    ...places,
    judge: (...pair) => {
      judged++;
      return places.judge(...pair);
    },
  };
  const byName = (entries: typeof images) => groupBy(entries, ({ stem }) => stem);
  const result = nothingMatched<string>();
  const rest = pairGroups({ images, labels }, byName(images), byName(labels), counting, result);
  expect([result.pairs, result.ambiguous, rest]).toEqual([[], [], { images, labels }]);
  expect(judged).toBeLessThan(800); // 80 000 where each is compared with each
});
