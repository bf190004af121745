import { expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { AnalysedPicture } from '#src/evaluation/analysis/types';
import { pictureOf, REGION } from '#src/evaluation/report/html/testing/set-report';
import { ReportPictures } from './report-pictures';

const analysed = (name: string, ...shares: number[]): AnalysedPicture => ({
  picture: { name, width: 10, height: 10, original: { width: 10, height: 10 } },
  minArea: 0,
  range: { min: 0, max: 1 },
  shareAbove: 0,
  pixelsAbove: 0,
  regions: shares.map((areaPercent, i) => ({
    ...REGION,
    id: i + 1,
    area: areaPercent,
    areaPercent,
  })),
});
const tileOf = (picture: string) => async () => ({
  picture,
  width: 1,
  height: 1,
  image: `data:image/jpeg;base64,${picture}`,
});

it('keeps the pictures of the largest share, and draws no other', async () => {
  const shown = new ReportPictures(2);
  const draw = vi.fn(tileOf('late'));
  for (const [name, ...shares] of [
    ['b', 5],
    ['c', 1, 8],
    ['a', 7],
  ] as [string, ...number[]][])
    await shown.add(analysed(name, ...shares), tileOf(name));
  await shown.add(analysed('late', 7), draw);
  await shown.add(analysed('nothing'), draw);
  expect(draw).not.toHaveBeenCalled();
  expect(shown.tiles.map(({ picture }) => picture)).toEqual(['c', 'a']);
});

it('keeps the ten largest regions of each picture', async () => {
  const shown = new ReportPictures();
  await shown.add(analysed('a', ...Array.from({ length: 12 }, (_, i) => i + 1)), tileOf('a'));
  const [picture] = shown.of([pictureOf('a')]);
  expect(picture?.largest.map(({ id }) => id)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
});

it('a picture that cannot be drawn is named and costs nothing else', async () => {
  const shown = new ReportPictures();
  await shown.add(analysed('a', 3), async () => {
    throw new AnomalensError('model-download', 'The network did not arrive.');
  });
  await shown.add(analysed('b', 2), tileOf('b'));
  expect(shown.missing).toEqual([{ picture: 'a', reason: 'The network did not arrive.' }]);
  expect(shown.tiles.map(({ picture }) => picture)).toEqual(['b']);
});
