import { expect, it } from 'vitest';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { readLabels } from './read-labels';

const ids = (anomaly: number[]): LabelReading => ({ as: 'ids', anomaly, ignore: [255] });

it('labels that are read alike are one line, whatever the order of their ids', () => {
  expect(readLabels([ids([1, 2]), ids([3]), ids([2, 1])])).toEqual([
    {
      labels: 2,
      as: 'ids',
      anomaly: [1, 2],
      ignore: [255],
      words: '1, 2 = anomaly, 255 = ignored, the rest normal',
    },
    expect.objectContaining({ labels: 1, anomaly: [3] }),
  ]);
  expect(readLabels([])).toEqual([]);
});

it.each<[LabelReading, object]>([
  [
    { as: 'colour', anomaly: [0xfa3253], ignore: [0] },
    { anomaly: ['#fa3253'], ignore: ['#000000'] },
  ],
  [
    { as: 'instances', ignore: [255] },
    { anomaly: null, ignore: [255] },
  ],
  [{ as: 'train-ids' }, { anomaly: null, ignore: null }],
])('%j is told as on the command line', (reading, told) => {
  expect(readLabels([reading])).toMatchObject([{ as: reading.as, ...told }]);
});
