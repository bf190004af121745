import { expect, it } from 'vitest';
import {
  IDD_NAMES,
  LABEL_ID_NAMES,
  MAPILLARY_NAMES,
  STREET_HAZARDS_NAMES,
  TRAIN_ID_NAMES,
} from './class-names';
import { PRESETS } from './presets';

/** How many ids the published table has, and two of them as a label of it stores them. */
it.each([
  ['train ids of Cityscapes', TRAIN_ID_NAMES, 19, { 0: 'road', 18: 'bicycle' }],
  ['label ids of Cityscapes', LABEL_ID_NAMES, 34, { 7: 'road', 26: 'car' }],
  ['StreetHazards from zero', STREET_HAZARDS_NAMES, 14, { 7: 'road', 13: 'anomaly' }],
  ['IDD', IDD_NAMES, 40, { 7: 'animal', 38: 'out of ROI' }],
  ['Mapillary', MAPILLARY_NAMES, 66, { 13: 'road', 65: 'unlabelled' }],
])('%s have a name each, and none twice', (_, names, count, some) => {
  expect(names).toHaveLength(count);
  expect(names).not.toContain('');
  expect(new Set(names).size).toBe(count);
  expect(names).toMatchObject(Object.assign([...names], some));
});

it('presets have a title of their own, and no empty names', () => {
  const titles = PRESETS.map(({ title }) => title);
  expect(titles).not.toContain('');
  expect(new Set(titles).size).toBe(PRESETS.length);
  expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
  for (const { names } of PRESETS) expect(names).not.toContain('');
});
