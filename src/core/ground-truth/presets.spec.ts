import { expect, it } from 'vitest';
import { hasAllIds, marksSome, nameOfValue, PRESETS, presetOf } from './presets';

it('knows the data sets by their names', () => {
  expect(PRESETS.map(({ id }) => id)).toEqual([
    'smiyc',
    'fishyscapes',
    'mask-255',
    'road-anomaly',
    'street-hazards',
    'street-hazards-from-zero',
    'bdd-anomaly',
    'lost-and-found',
    'train-ids',
    'label-ids',
    'idd',
    'mapillary',
    'open-map',
  ]);
});

it.each([
  ['street-hazards', 14, 'anomaly'],
  ['street-hazards-from-zero', 13, 'anomaly'],
  ['bdd-anomaly', 16, 'train'],
  ['lost-and-found', 1, 'free road'],
  ['train-ids', 18, 'bicycle'],
  ['label-ids', 26, 'car'],
  ['idd', 7, 'animal'],
  ['idd', 39, 'licence plate'],
  ['mapillary', 1, 'ground animal'],
  ['mapillary', 65, 'unlabelled'],
  ['open-map', 20, 'learnt class 1'],
] as const)('%s: %i is called %s', (id, value, name) => {
  expect(nameOfValue(value, {}, presetOf(id))).toBe(name);
});

it('what a file beside the labels says comes before the data set', () => {
  expect(nameOfValue(26, { 26: 'lorry' }, presetOf('label-ids'))).toBe('lorry');
  expect(nameOfValue(77, {}, presetOf('label-ids'))).toBeNull();
  expect(nameOfValue(77, {}, null)).toBeNull();
});

it('a data set has its named ids and void, and no others', () => {
  expect(hasAllIds(presetOf('street-hazards'), [1, 14, 255])).toBe(true);
  expect(hasAllIds(presetOf('street-hazards'), [0, 14])).toBe(false);
  expect(hasAllIds(presetOf('road-anomaly'), [0, 2])).toBe(true);
  expect(hasAllIds(presetOf('road-anomaly'), [0, 1])).toBe(false);
});

it('a reading marks values, or they are classes', () => {
  expect(marksSome({ as: 'ids', anomaly: [14], ignore: [] }, [1, 14])).toBe(true);
  expect(marksSome({ as: 'ids', anomaly: [14], ignore: [] }, [1, 13])).toBe(false);
  expect(marksSome({ as: 'train-ids' }, [1])).toBe(true);
});
