import { describe, expect, it } from 'vitest';
import type { LabelReading } from './label-reading';
import type { Counted, LabelValues } from './label-values';
import { hexOf, suggestReadings } from './suggest-readings';

const counted = (values: readonly number[]): Counted => ({
  values: [...values],
  pixels: values.map(() => 1),
});
const NOTHING: LabelValues = { ids: null, colours: null, alpha: null, names: {} };
const readings = (values: Partial<LabelValues>) =>
  suggestReadings({ ...NOTHING, ...values }).map(({ reading }) => reading);
const ids = (anomaly: number[], ignore: number[]): LabelReading => ({ as: 'ids', anomaly, ignore });
const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('of ids', () => {
  it('a mask of 0 and 255 first, then nothing unknown', () => {
    expect(readings({ ids: counted([0, 255]) })).toEqual([ids([255], []), ids([], [255])]);
    expect(readings({ ids: counted([255]) })).toEqual([ids([255], []), ids([], [255])]);
    expect(readings({ ids: counted([0, 65_535]) })[0]).toEqual(ids([65_535], []));
  });

  it.each<[string, number[], LabelReading]>([
    ['StreetHazards', [1, 5, 9, 13, 14], ids([14], [255])],
    ['StreetHazards from zero', [0, 4, 8, 12, 13], ids([13], [255])],
    ['BDD-Anomaly', [0, 8, 10, 17, 255], ids([16, 17, 18], [255])],
    ['Cityscapes train ids', [0, 2, 8, 10, 11, 15, 255], { as: 'train-ids' }],
    ['Cityscapes label ids', [7, 11, 21, 26, 30], { as: 'label-ids' }],
    ['Mapillary', range(0, 65), ids([0, 1], [63, 64, 65, 255])],
    ['instances of 8 bits', [0, 1, 2, 3], { as: 'instances', ignore: [] }],
    ['instances with void', [0, 1, 2, 255], { as: 'instances', ignore: [255] }],
    ['instances of 16 bits', [0, 255, 24_001, 65_535], { as: 'instances', ignore: [65_535] }],
    ['a soft mask', range(0, 255), { as: 'soft' }],
    ['ids of no table', [0, 77, 91], { as: 'instances', ignore: [] }],
  ])('%s', (_name, values, first) => {
    expect(readings({ ids: counted(values) })[0]).toEqual(first);
  });

  it('one choice for two data sets of the same reading', () => {
    const offered = readings({ ids: counted([0, 1, 255]) });
    expect(offered.filter(({ as }) => as === 'ids')).toContainEqual(ids([1], [255]));
    expect(new Set(offered.map((reading) => JSON.stringify(reading))).size).toBe(offered.length);
  });
});

describe('of colours', () => {
  it('the one that is not black', () => {
    expect(readings({ colours: counted([0, 0xfa3253]) })).toEqual([
      { as: 'colour', anomaly: [0xfa3253], ignore: [] },
    ]);
  });

  it('nothing that a file calls background', () => {
    expect(
      readings({
        colours: counted([0, 0x101010, 0xfa3253, 0xffffff]),
        names: { 1052688: 'background', 16396883: 'cow' },
      }),
    ).toEqual([{ as: 'colour', anomaly: [0xfa3253, 0xffffff], ignore: [] }]);
  });
});

it('opacity, first where nothing else varies', () => {
  const alpha = counted([0, 255]);
  expect(readings({ ids: counted([255]), alpha })[0]).toEqual({ as: 'alpha' });
  expect(readings({ ids: counted([0, 1]), alpha }).at(-1)).toEqual({ as: 'alpha' });
  expect(readings({ ids: counted([0, 1]), alpha: counted([255]) })).not.toContainEqual({
    as: 'alpha',
  });
});

it('writes colours as on a page', () => {
  expect([0, 0xfa3253].map(hexOf)).toEqual(['#000000', '#fa3253']);
});
