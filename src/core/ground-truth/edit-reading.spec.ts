import { expect, it } from 'vitest';
import { kindOf, presetFor, sharesOf, withKind } from './edit-reading';
import type { LabelReading } from './label-reading';
import type { LabelValues } from './label-values';

const VALUES: LabelValues = {
  ids: { values: [0, 1, 2, 255], pixels: [70, 20, 6, 4] },
  colours: null,
  alpha: { values: [0, 255], pixels: [75, 25] },
  names: {},
};
const INSTANCES: LabelReading = { as: 'instances', ignore: [255] };

it('says what each value counts as; classes are normal', () => {
  expect([0, 1, 2, 255].map((id) => kindOf(INSTANCES, id))).toEqual([
    'normal',
    'anomaly',
    'anomaly',
    'ignored',
  ]);
  expect([0, 1, 255].map((id) => kindOf({ as: 'train-ids' }, id))).toEqual([
    'normal',
    'normal',
    'ignored',
  ]);
});

it('changes one value and keeps the others, as a list', () => {
  expect(withKind(INSTANCES, VALUES, 1, 'normal')).toEqual({
    as: 'ids',
    anomaly: [2],
    ignore: [255],
  });
  expect(withKind({ as: 'train-ids' }, VALUES, 2, 'anomaly')).toEqual({
    as: 'ids',
    anomaly: [2],
    ignore: [255],
  });
  const coloured = { ...VALUES, ids: null, colours: { values: [0, 7], pixels: [1, 1] } };
  expect(withKind({ as: 'colour', anomaly: [7], ignore: [] }, coloured, 0, 'ignored')).toEqual({
    as: 'colour',
    anomaly: [7],
    ignore: [0],
  });
});

it('counts shares over the whole folder', () => {
  expect(sharesOf(INSTANCES, VALUES)).toEqual({ normal: 0.7, anomaly: 0.26, ignored: 0.04 });
  expect(sharesOf({ as: 'alpha' }, VALUES)).toEqual({ normal: 0.75, anomaly: 0.25, ignored: 0 });
});

it('takes names from the data set that is chosen, else from the first that fits', () => {
  const ids = { values: [0, 8, 17], pixels: [1, 1, 1] };
  const values = { ...VALUES, ids };
  expect(presetFor({ as: 'label-ids' }, values)?.id).toBe('label-ids');
  const custom: LabelReading = { as: 'ids', anomaly: [8], ignore: [] };
  expect(presetFor(custom, values)?.id).toBe('bdd-anomaly');
  expect(presetFor(INSTANCES, values)).toBeNull();
  expect(presetFor(custom, { ...VALUES, ids: { values: [0, 99], pixels: [1, 1] } })).toBeNull();
});
