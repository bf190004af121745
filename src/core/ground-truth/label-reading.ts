import { IGNORE } from '#src/core/metrics/image-histogram';

/**
 * What the values of a label stand for. A value that a reading does not name is normal; only the
 * classes of a closed set refuse values that they do not have. Alpha and soft masks are cut at 128.
 * Sources of the tables of ids: the scripts of Cityscapes (`helpers/labels.py`).
 */
export type LabelReading =
  | {
      as: 'ids';
      anomaly: readonly number[];
      ignore: readonly number[];
      /** What these ids are called, for words alone; absent where numbers are all there is. */
      names?: Readonly<Record<number, string>>;
    }
  /** 0 is normal, every other id is an object. */
  | { as: 'instances'; ignore: readonly number[] }
  /** Grey values from 128 on are anomaly. */
  | { as: 'soft' }
  /** Opacity from 128 on is anomaly. */
  | { as: 'alpha' }
  /** Colours are written 0xRRGGBB. */
  | { as: 'colour'; anomaly: readonly number[]; ignore: readonly number[] }
  /** Cityscapes train ids 0..18; 255 is ignored. */
  | { as: 'train-ids' }
  /** Cityscapes label ids 0..33, of which 19 have a train id; 255 is ignored. */
  | { as: 'label-ids' }
  /** As the page exports open maps: train ids, 19 unknown, from 20 learnt classes, 255 ignored. */
  | { as: 'open-map' };

/** A value that a closed set does not have. */
export const UNKNOWN = -1;
/** Grey values and opacities from here on count as the object. */
export const CUT = 128;
const HIGHEST_TRAIN_ID = 18;
const HIGHEST_LABEL_ID = 33;
/** The most learnt classes that a label can hold. */
const MOST_LEARNT = 32;

/** Train id of each Cityscapes label id, 0..33. */
const TRAIN_IDS = [
  ...Array<number>(7).fill(IGNORE), // unlabelled, ego vehicle, rectification border, out of ROI, static, dynamic, ground
  ...[0, 1, IGNORE, IGNORE, 2, 3, 4, IGNORE, IGNORE, IGNORE], // road, sidewalk, parking, rail track, building, wall, fence, guard rail, bridge, tunnel
  ...[5, IGNORE, 6, 7, 8, 9, 10, 11, 12], // pole, pole group, traffic light, traffic sign, vegetation, terrain, sky, person, rider
  ...[13, 14, 15, IGNORE, IGNORE, 16, 17, 18], // car, truck, bus, caravan, trailer, train, motorcycle, bicycle
];

/** Whether the label holds the 19 classes instead of anomalies. */
export function isClosedSet({ as }: LabelReading): boolean {
  return as === 'train-ids' || as === 'label-ids' || as === 'open-map';
}

/**
 * What one value stands for: 0 normal, 1 anomaly, 255 ignored; in a closed set a train id or 255,
 * and `UNKNOWN` for a value that it does not have.
 */
export function meaningOf(reading: LabelReading, value: number): number {
  switch (reading.as) {
    case 'ids':
    case 'colour':
      if (reading.ignore.includes(value)) return IGNORE;
      return Number(reading.anomaly.includes(value));
    case 'instances':
      return reading.ignore.includes(value) ? IGNORE : Number(value !== 0);
    case 'soft':
    case 'alpha':
      return Number(value >= CUT);
    default:
      return value === IGNORE ? IGNORE : classOf(reading.as, value);
  }
}

function classOf(as: 'train-ids' | 'label-ids' | 'open-map', id: number): number {
  if (as === 'label-ids') return id <= HIGHEST_LABEL_ID ? (TRAIN_IDS[id] as number) : UNKNOWN;
  if (id <= HIGHEST_TRAIN_ID) return id;
  const isLearnt = as === 'open-map' && id <= HIGHEST_TRAIN_ID + 1 + MOST_LEARNT;
  return isLearnt ? IGNORE : UNKNOWN;
}

/** Whether two readings are the same, whatever the order of their ids. */
export function sameReading(a: LabelReading | null, b: LabelReading | null): boolean {
  return keyOfReading(a) === keyOfReading(b);
}

/** Names a reading as text: equal for equal readings. */
export function keyOfReading(reading: LabelReading | null): string {
  if (!reading) return 'none';
  const ascending = (ids: readonly number[]) => [...ids].sort((a, b) => a - b).join();
  const anomaly = 'anomaly' in reading ? ascending(reading.anomaly) : '';
  const ignore = 'ignore' in reading ? ascending(reading.ignore) : '';
  return [reading.as, anomaly, ignore].join('|');
}
