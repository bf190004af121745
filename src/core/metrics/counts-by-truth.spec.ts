import { expect, it } from 'vitest';
import { countsByTruth } from './counts-by-truth';
import { ANOMALY, IGNORE, imageHistogram, NORMAL } from './image-histogram';

const counted = (scores: number[], labels: number[]) =>
  countsByTruth(imageHistogram(Float32Array.from(scores), Uint8Array.from(labels)));
const filled = (counts: number[]) =>
  counts.flatMap((count, bin) => (count > 0 ? [[bin, count]] : []));

it('pixels are counted by truth and score; void counts nowhere, and is no end of the axis', () => {
  const { range, normal, anomaly } = counted(
    [-1, 0, 0, 0.5, 1, 3],
    [NORMAL, NORMAL, ANOMALY, NORMAL, ANOMALY, IGNORE],
  );
  expect(range).toEqual({ min: -1, max: 1 });
  expect([normal.length, anomaly.length]).toEqual([256, 256]);
  expect(filled(normal)).toEqual([
    [0, 1],
    [128, 1],
    [192, 1],
  ]);
  expect(filled(anomaly)).toEqual([
    [128, 1],
    [255, 1],
  ]);
});

it('one score lies in one bin, no pixel in none', () => {
  const { range, normal } = counted([2, 2], [NORMAL, NORMAL]);
  expect([range, filled(normal)]).toEqual([{ min: 2, max: 2 }, [[0, 2]]]);
  expect(filled(counted([1], [IGNORE]).normal)).toEqual([]);
});
