/**
 * Thresholds at which the false alarms of a set are counted. Their number does not follow from that
 * of pixels, and falls where regions grow together; so a list of thresholds has to stand for all.
 */
import { valueOfKey } from '#src/core/metrics/ordered-float';
import { type SparseHistogram, sum } from '#src/core/metrics/sparse-histogram';
import type { PixelPoint, Reached } from './wish';

/** Normal pixels above a threshold, by that above its upper neighbour. */
const GROWTH = 1.05;
/** Steps of recall. */
const RECALL_STEPS = 256;
/**
 * Share of the normal pixels above the last threshold: whoever flags more has other troubles, and the
 * pixels below cost half of the counting.
 */
const LAST_SHARE = 0.2;

/**
 * From the highest score down: each has at most 5 % more normal pixels or 0.4 % more of the anomalous
 * ones than the one before, or is the next bin. Some hundreds, however large the set; counts are
 * exact. It ends with the first that flags more than a fifth of the normal pixels.
 */
export function alarmLadder({ keys, positives, negatives }: SparseHistogram): PixelPoint[] {
  const stepOfRecall = sum(positives) / RECALL_STEPS;
  const most = LAST_SHARE * sum(negatives);
  const ladder: PixelPoint[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  for (let i = keys.length - 1; i >= 0; i--) {
    const point = { threshold: valueOfKey(keys[i] as number), truePositives, falsePositives };
    point.truePositives += positives[i] as number;
    point.falsePositives += negatives[i] as number;
    ({ truePositives, falsePositives } = point);
    const last = ladder.at(-1);
    const before = ladder.at(-2) ?? { truePositives: 0, falsePositives: 0 };
    const isTooFar =
      point.falsePositives > GROWTH * before.falsePositives ||
      point.truePositives > before.truePositives + stepOfRecall;
    // The last is moved down until the next bin would be too far from the one before it.
    if (last && !isTooFar) ladder[ladder.length - 1] = point;
    else ladder.push(point);
    if (falsePositives > most) break;
  }
  return ladder;
}

export interface AlarmPoint extends PixelPoint {
  /** The sum over all images. */
  falseAlarms: number;
}

/** False alarms of a set at a ladder of thresholds. */
export interface AlarmCurve {
  /** In which they were counted. */
  images: number;
  /** From the highest threshold down. */
  points: AlarmPoint[];
}

/**
 * The lowest threshold of the ladder down to which no higher one has more false alarms than wanted: under it their
 * number may fall again, where regions grow together, but that is nothing to rely on.
 * @param most false alarms per image.
 * @returns of a wish that the highest threshold does not reach that one.
 */
export function pointOfAlarms({ points, images }: AlarmCurve, most: number): Reached<AlarmPoint> {
  const [first = null] = points;
  const isKept = ({ falseAlarms }: AlarmPoint) => falseAlarms / images <= most;
  if (images === 0 || !first || !isKept(first)) return { reached: false, point: first };
  const end = points.findIndex((point) => !isKept(point));
  return { reached: true, point: points.at(end === -1 ? -1 : end - 1) as AlarmPoint };
}
