/** Times and cost of a large set, from lines whose numbers are known. */
import { expect, test } from 'vitest';
import { forecast, lineThrough, mostPictures, shardTimes } from './forecast.mjs';

const secondsOf = (labels: number, pictures: number) => ({
  labels,
  pictures,
  seconds: 3 + 0.01 * labels + 0.5 * pictures,
});

const MEASURED = {
  start: 3600,
  label: 0.036,
  picture: 3.6,
  merge: { fixed: 0, each: 0.36 },
  kept: { fixed: 10, each: 2 },
  report: { fixed: 2 ** 29 - 24 - 1000, each: 10 },
  threads: 2,
};

test('a line goes through both points', () => {
  expect(lineThrough([10, 7], [30, 17])).toEqual({ fixed: 2, each: 0.5 });
});

test('what labels and pictures take is told apart', () => {
  const found = shardTimes(secondsOf(10, 10), secondsOf(50, 50), secondsOf(400, 1));
  expect(found.start).toBeCloseTo(3, 9);
  expect(found.label).toBeCloseTo(0.01, 9);
  expect(found.picture).toBeCloseTo(0.5, 9);
});

test('pictures are shared by the shards, labels and the merging are not', () => {
  const found = forecast(MEASURED, 100_000, 10, 0.05);
  expect(found.labelHours).toBeCloseTo(1, 9);
  expect(found.pictureHours).toBeCloseTo(10, 9);
  expect(found.mergeHours).toBeCloseTo(10, 9);
  expect(found.hours).toBeCloseTo(1 + 1 + 10 + 10, 9);
});

test('every core of every shard is paid, and those of the merging', () => {
  const { coreHours, cost } = forecast(MEASURED, 100_000, 10, 0.05);
  expect(coreHours).toBeCloseTo(10 * 2 * 12 + 2 * 10, 9);
  expect(cost).toBeCloseTo(13, 9);
});

test('each shard keeps something of its own beside that of its pictures', () => {
  expect(forecast(MEASURED, 1000, 10, 0.05).bytes).toBe(2100);
});

test('a report is as long as a string may be', () => {
  expect(mostPictures(MEASURED)).toBe(100);
});
