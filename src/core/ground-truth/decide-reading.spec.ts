import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { decideGroups, type LabelOfFolder, type OpenReason } from './decide-reading';
import type { LabelReading } from './label-reading';
import type { Counted } from './label-values';
import type { PresetId } from './presets';

const counted = (values: readonly number[]): Counted => ({
  values: [...values].sort((a, b) => a - b),
  pixels: values.map(() => 1),
});

const label = (
  ids: readonly number[],
  hint: PresetId | null = null,
  folder = '',
): LabelOfFolder => ({
  folder,
  hint,
  values: { ids: counted(ids), colours: null, alpha: null, names: {} },
});

/** The reading of each label, or why it is asked about. */
const decided = (labels: LabelOfFolder[]) => {
  const groups = decideGroups(labels);
  expect(groups.flatMap((group) => group.labels)).toHaveLength(labels.length);
  return labels.map((its) => {
    const group = groups.find((candidate) => candidate.labels.includes(its));
    return group?.reading ?? group?.reason;
  });
};

const ids = (anomaly: number[], ignore: number[]): LabelReading => ({
  as: 'ids',
  anomaly,
  ignore,
});

describe('no question', () => {
  it.each<[number[], LabelReading]>([
    [[0], ids([1], [255])],
    [[0, 1], ids([1], [255])],
    [[0, 2], ids([2], [255])],
    [[0, 10], ids([10], [255])],
    [[0, 254], ids([254], [255])],
    [[0, 1, 255], ids([1], [255])],
    [[0, 2, 255], ids([2], [255])],
    [[0, 10, 255], ids([10], [255])],
    [[0, 1, 65_535], ids([1], [65_535])],
    [[0, 24_001, 65_535], ids([24_001], [65_535])],
  ])('for %j', (values, reading) => {
    expect(decided([label(values)])).toEqual([reading]);
  });

  it.each<[number[], PresetId, LabelReading]>([
    [[0, 1, 2, 30], 'lost-and-found', ids(expect.any(Array) as never, [0, 255])],
    [[0, 13], 'train-ids', { as: 'train-ids' }],
    [[7, 11, 26], 'label-ids', { as: 'label-ids' }],
    [[0, 19, 20, 255], 'open-map', { as: 'open-map' }],
    [[1, 5, 9, 13, 14], 'street-hazards', ids([14], [255])],
    [[0, 4, 8, 12, 13], 'street-hazards', ids([13], [255])],
    [[1, 5, 13], 'street-hazards', ids([14], [255])],
    [[0, 8, 10, 17, 255], 'bdd-anomaly', ids([16, 17, 18], [255])],
  ])('for %j that the name %s explains', (values, hint, reading) => {
    expect(decided([label(values, hint)])).toEqual([reading]);
  });

  it.each<PresetId>(['street-hazards', 'bdd-anomaly'])(
    'for masks in a folder called %s',
    (hint) => {
      expect(decided([label([0, 1, 255], hint)])).toEqual([ids([1], [255])]);
    },
  );
});

describe('a question', () => {
  it.each<PresetId>(['street-hazards', 'bdd-anomaly'])(
    '0 and 255 in a folder called %s',
    (hint) => {
      expect(decided([label([0, 255], hint)])).toEqual(['mask-or-void']);
    },
  );

  it.each<[number[], OpenReason]>([
    [[0, 255], 'mask-or-void'],
    [[0, 65_535], 'mask-or-void'],
    [[0, 255, 65_535], 'mask-or-void'],
    [[255], 'one-id'],
    [[7], 'one-id'],
    [[1, 255], 'several-ids'],
    [[0, 1, 2], 'several-ids'],
    [[0, 1, 255, 65_535], 'several-ids'],
    [[0, 24_001, 24_002], 'several-ids'],
    [[1, 5, 9, 13, 14], 'several-ids'],
    [[0, 8, 10, 17, 255], 'several-ids'],
    [Array.from({ length: 52 }, (_, index) => index * 5), 'soft'],
  ])('for %j: %s', (values, reason) => {
    expect(decided([label(values)])).toEqual([reason]);
  });

  it('for ids that the named data set does not have', () => {
    expect(decided([label([0, 1, 77], 'train-ids')])).toEqual(['several-ids']);
  });

  it('for colours, beside grey labels too', () => {
    const coloured = label([0]);
    coloured.values = { ...coloured.values, ids: null, colours: counted([0, 0xfa3253]) };
    expect(decided([coloured, label([0])])).toEqual(['colours', 'colours']);
  });

  it('for opacity, unless all labels are opaque', () => {
    const withAlpha = (...alpha: number[]) => {
      const it = label([0, 1]);
      it.values = { ...it.values, alpha: counted(alpha) };
      return it;
    };
    expect(decided([withAlpha(255), label([0])])).toEqual([ids([1], [255]), ids([1], [255])]);
    expect(decided([withAlpha(0), label([0])])).toEqual(['alpha', 'alpha']);
    expect(decided([withAlpha(0, 255)])).toEqual(['alpha']);
  });

  it('holds the values of all labels that it is about', () => {
    const labels = [label([0, 255]), label([0])];
    const [group, ...others] = decideGroups(labels);
    expect(group).toMatchObject({ labels, values: { ids: { values: [0, 255], pixels: [2, 1] } } });
    expect(others).toEqual([]);
  });
});

describe('the whole folder decides', () => {
  it('what 255 means beside another id, in one folder', () => {
    expect(decided([label([0, 255]), label([0, 1]), label([0])])).toEqual(
      [1, 2, 3].map(() => ids([1], [255])),
    );
  });

  it('but not for a folder in which 0 and 255 stand alone', () => {
    const labels = [
      label([0, 1], null, 'a'),
      label([0, 255], null, 'b'),
      label([0], null, 'b'),
      label([0, 255], null, 'c'),
      label([0], null, 'd'),
    ];
    expect(decided(labels)).toEqual([
      ids([1], [255]),
      'mask-in-part',
      'mask-in-part',
      'mask-in-part',
      ids([1], [255]),
    ]);
    expect(decideGroups(labels)[1]?.values.ids?.values).toEqual([0, 255]);
    expect(decided(labels.slice(1))).toEqual(labels.slice(1).map(() => 'mask-or-void'));
  });

  it('beside data sets that keep their own a folder of 0 and 255 alone is asked about', () => {
    const labels = ['a', 'a', 'b', 'b', 'c', 'c'].map((folder, index) =>
      label([0, [1, 2, 255][index >> 1] as number], null, folder),
    );
    expect(decided(labels)).toEqual([
      ids([1], [255]),
      ids([1], [255]),
      ids([2], [255]),
      ids([2], [255]),
      'mask-in-part',
      'mask-in-part',
    ]);
    expect(decided(labels.slice(1))).toEqual(labels.slice(1).map(() => 'several-ids'));
  });

  it('never one file: each looks like a mask of one id', () => {
    expect(decided([label([0, 1]), label([0, 2])])).toEqual(['several-ids', 'several-ids']);
    expect(decided([label([0, 1], null, 'a'), label([0, 2], null, 'b')])).toEqual([
      'several-ids',
      'several-ids',
    ]);
  });

  it('two data sets side by side keep their own', () => {
    const labels = [
      label([0, 2], null, 'RoadAnomaly'),
      label([0, 2], null, 'RoadAnomaly'),
      label([0, 1, 255], null, 'Fishyscapes'),
      label([0, 255], null, 'Fishyscapes'),
    ];
    expect(decided(labels)).toEqual([
      ids([2], [255]),
      ids([2], [255]),
      ids([1], [255]),
      ids([1], [255]),
    ]);
  });

  it('names are read apart from the rest', () => {
    expect(decided([label([0, 11], 'train-ids'), label([0, 1, 255])])).toEqual([
      { as: 'train-ids' },
      ids([1], [255]),
    ]);
  });

  it('whatever the order', () => {
    const values = fc.uniqueArray(fc.constantFrom(0, 1, 2, 5, 255), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 6 }), (all) => {
        const labels = all.map((its, i) => label(its, null, i % 3 === 0 ? 'a' : ''));
        expect(decided(labels.toReversed()).toReversed()).toEqual(decided(labels));
      }),
    );
  });
});
