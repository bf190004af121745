import { IGNORE } from '#src/core/metrics/image-histogram';

/**
 * The ways in which ids stand for normal, anomaly and void, or for the 19 classes of Cityscapes.
 * Sources: the label tables that RoadAnomaly, Lost and Found, SegmentMeIfYouCan and Cityscapes
 * (`helpers/labels.py`) publish.
 */
export type LabelEncoding =
  | 'anomaly-1' // 0 normal, 1 anomaly, 255 ignore: SMIYC, Fishyscapes, this project
  | 'anomaly-2' // 0 normal, 2 anomaly, 255 ignore: the original RoadAnomaly
  | 'anomaly-254' // 0 normal, 254 anomaly, 255 ignore
  | 'anomaly-1-2' // 0 normal, 1 and 2 anomaly, 255 ignore
  | 'mask-255' // 0 normal, 255 anomaly: a binary mask
  | 'lost-and-found' // 0 and 255 ignore, 1 road, from 2 anomaly; ids and train ids alike
  | 'train-ids' // Cityscapes: 0..18, 255 ignore
  | 'label-ids' // Cityscapes: 0..33, of which 19 have a train id
  | 'open-map'; // as the page exports open maps: train ids, 19 unknown, from 20 classes learnt in the page, 255 ignore

/** What a file's name or folder says about its ids. */
export type EncodingHint = 'lost-and-found' | 'train-ids' | 'label-ids' | 'open-map';

/** An id that the encoding does not have. */
export const UNKNOWN = -1;
const HIGHEST_TRAIN_ID = 18;
const HIGHEST_LABEL_ID = 33;
const HIGHEST_HAZARD = 43;
/** The most learnt classes that a label can hold. */
const MOST_LEARNT = 32;

const ANOMALY_IDS: Record<
  'anomaly-1' | 'anomaly-2' | 'anomaly-254' | 'anomaly-1-2' | 'mask-255',
  readonly number[]
> = {
  'anomaly-1': [1],
  'anomaly-2': [2],
  'anomaly-254': [254],
  'anomaly-1-2': [1, 2],
  'mask-255': [],
};

/** Train id of each Cityscapes label id, 0..33. */
const TRAIN_IDS = [
  ...Array<number>(7).fill(IGNORE), // unlabelled, ego vehicle, rectification border, out of ROI, static, dynamic, ground
  ...[0, 1, IGNORE, IGNORE, 2, 3, 4, IGNORE, IGNORE, IGNORE], // road, sidewalk, parking, rail track, building, wall, fence, guard rail, bridge, tunnel
  ...[5, IGNORE, 6, 7, 8, 9, 10, 11, 12], // pole, pole group, traffic light, traffic sign, vegetation, terrain, sky, person, rider
  ...[13, 14, 15, IGNORE, IGNORE, 16, 17, 18], // car, truck, bus, caravan, trailer, train, motorcycle, bicycle
];

export function isClosedSet(encoding: LabelEncoding): boolean {
  return encoding === 'train-ids' || encoding === 'label-ids' || encoding === 'open-map';
}

/**
 * What one id stands for: 0, 1 or 255, in a closed set a train id or 255; `UNKNOWN` if the encoding
 * does not have it.
 */
export function meaningOf(encoding: LabelEncoding, id: number): number {
  if (id === IGNORE) return encoding === 'mask-255' ? 1 : IGNORE;
  switch (encoding) {
    case 'lost-and-found':
      if (id === 0) return IGNORE;
      return id <= HIGHEST_HAZARD ? Number(id > 1) : UNKNOWN;
    case 'train-ids':
      return id <= HIGHEST_TRAIN_ID ? id : UNKNOWN;
    case 'label-ids':
      return id <= HIGHEST_LABEL_ID ? (TRAIN_IDS[id] as number) : UNKNOWN;
    case 'open-map':
      if (id <= HIGHEST_TRAIN_ID) return id;
      return id <= HIGHEST_TRAIN_ID + 1 + MOST_LEARNT ? IGNORE : UNKNOWN;
    default:
      if (id === 0) return 0;
      return ANOMALY_IDS[encoding].includes(id) ? 1 : UNKNOWN;
  }
}
