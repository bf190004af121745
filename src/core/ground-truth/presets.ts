/** Readings of published data sets, and which of them the values of a folder allow. */
import {
  IDD_NAMES,
  LABEL_ID_NAMES,
  MAPILLARY_NAMES,
  STREET_HAZARDS_NAMES,
  TRAIN_ID_NAMES,
} from '#src/core/ground-truth/class-names';
import { isClosedSet, type LabelReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';

export type PresetId =
  | 'smiyc'
  | 'fishyscapes'
  | 'mask-255'
  | 'road-anomaly'
  | 'street-hazards'
  | 'street-hazards-from-zero'
  | 'bdd-anomaly'
  | 'lost-and-found'
  | 'train-ids'
  | 'label-ids'
  | 'idd'
  | 'mapillary'
  | 'open-map';

export interface Preset {
  id: PresetId;
  title: string;
  reading: LabelReading;
  /** Names of the ids from 0 on; undefined for one that has none. */
  names: readonly (string | undefined)[];
  /** Ids without a name that the data set has too. */
  alsoHas: readonly number[];
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** The hazards of Lost and Found are 2..43, its road is 1. */
const HAZARDS = range(2, 43);

export const PRESETS: readonly Preset[] = [
  {
    id: 'smiyc',
    title: 'SegmentMeIfYouCan: 1 unknown, 255 ignored',
    reading: { as: 'ids', anomaly: [1], ignore: [255] },
    names: ['not anomaly', 'anomaly'],
    alsoHas: [255],
  },
  {
    id: 'fishyscapes',
    title: 'Fishyscapes: 1 unknown, 255 ignored',
    reading: { as: 'ids', anomaly: [1], ignore: [255] },
    names: ['in-distribution', 'anomaly'],
    alsoHas: [255],
  },
  {
    id: 'mask-255',
    title: 'Binary mask: 255 unknown',
    reading: { as: 'ids', anomaly: [255], ignore: [] },
    names: [],
    alsoHas: [0, 255],
  },
  {
    id: 'road-anomaly',
    title: 'RoadAnomaly: 2 unknown',
    reading: { as: 'ids', anomaly: [2], ignore: [255] },
    names: [],
    alsoHas: [0, 2, 255],
  },
  {
    id: 'street-hazards',
    title: 'StreetHazards: 14 unknown',
    reading: { as: 'ids', anomaly: [14], ignore: [255] },
    names: [undefined, ...STREET_HAZARDS_NAMES],
    alsoHas: [255],
  },
  {
    id: 'street-hazards-from-zero',
    title: 'StreetHazards, counted from zero: 13 unknown',
    reading: { as: 'ids', anomaly: [13], ignore: [255] },
    names: STREET_HAZARDS_NAMES,
    alsoHas: [255],
  },
  {
    id: 'bdd-anomaly',
    title: 'BDD-Anomaly: 16 to 18 unknown (train, motorcycle, bicycle)',
    reading: { as: 'ids', anomaly: [16, 17, 18], ignore: [255] },
    names: TRAIN_ID_NAMES,
    alsoHas: [255],
  },
  {
    id: 'lost-and-found',
    title: 'Lost and Found: 1 road, from 2 unknown, 0 ignored',
    reading: { as: 'ids', anomaly: HAZARDS, ignore: [0, 255] },
    names: ['unlabelled', 'free road', ...HAZARDS.map((id) => `hazard ${id}`)],
    alsoHas: [255],
  },
  {
    id: 'train-ids',
    title: 'Cityscapes train ids: 19 classes, nothing unknown',
    reading: { as: 'train-ids' },
    names: TRAIN_ID_NAMES,
    alsoHas: [255],
  },
  {
    id: 'label-ids',
    title: 'Cityscapes label ids: 19 classes, nothing unknown',
    reading: { as: 'label-ids' },
    names: LABEL_ID_NAMES,
    alsoHas: [255],
  },
  {
    id: 'idd',
    title: 'IDD label ids: animals (7) and autorickshaws (11) unknown',
    reading: { as: 'ids', anomaly: [7, 11], ignore: [...range(34, 39), 255] },
    names: IDD_NAMES,
    alsoHas: [255],
  },
  {
    id: 'mapillary',
    title: 'Mapillary Vistas: animals (0 and 1) unknown',
    reading: { as: 'ids', anomaly: [0, 1], ignore: [63, 64, 65, 255] },
    names: MAPILLARY_NAMES,
    alsoHas: [255],
  },
  {
    id: 'open-map',
    title: 'Open map of this page: classes, with those learnt in it',
    reading: { as: 'open-map' },
    names: [...TRAIN_ID_NAMES, 'unknown', ...range(1, 32).map((index) => `learnt class ${index}`)],
    alsoHas: [255],
  },
];

/** Their tables hold nearly every small id: only a file's name tells them. */
const TOLD_BY_NAME_ONLY: readonly PresetId[] = ['lost-and-found', 'open-map'];

/** Data sets that values without a name may come from. */
export function fittingPresets(ids: readonly number[]): Preset[] {
  return PRESETS.filter(
    (preset) =>
      !TOLD_BY_NAME_ONLY.includes(preset.id) &&
      hasAllIds(preset, ids) &&
      marksSome(preset.reading, ids),
  );
}

export function presetOf(id: PresetId): Preset {
  return PRESETS.find((preset) => preset.id === id) as Preset;
}

/** Whether the data set has all of these ids. */
export function hasAllIds({ names, alsoHas }: Preset, ids: readonly number[]): boolean {
  return ids.every((id) => names[id] !== undefined || alsoHas.includes(id));
}

/** Whether a reading marks any of these values, or they are classes. */
export function marksSome(reading: LabelReading, values: readonly number[]): boolean {
  return 'anomaly' in reading
    ? reading.anomaly.some((value) => values.includes(value))
    : isClosedSet(reading);
}

/** What ids may be called: by the file beside the labels, else by the first data set that fits. */
export function nameOfValue(value: number, names: LabelValues['names'], preset: Preset | null) {
  return names[value] ?? preset?.names[value] ?? null;
}
