/** A threshold with what it is worth, for whoever asked for it. */
import type { AlarmPoint } from './alarm-ladder';
import { type PixelPoint, precisionOf, type Reached, type Wish } from './wish';

/** Rates are fractions 0..1; all is null where the set says nothing. */
export interface OperatingPoint {
  wish: Wish;
  /** False: no threshold has it, and the rest is of the nearest one. */
  reached: boolean;
  /** Raw; `score >= threshold`. */
  threshold: number | null;
  recall: number | null;
  precision: number | null;
  FPR: number | null;
  /** Per image; null where they have not been counted. */
  falseAlarms: number | null;
}

/** Pixels by their label, and the images in which false alarms were counted. */
export interface OperatingTotals {
  positives: number;
  negatives: number;
  images: number;
}

export function operatingPoint(
  wish: Wish,
  { reached, point }: Reached<PixelPoint | AlarmPoint>,
  { positives, negatives, images }: OperatingTotals,
): OperatingPoint {
  const share = (part: number | undefined, whole: number) =>
    part === undefined || whole === 0 ? null : part / whole;
  const alarms = point && 'falseAlarms' in point ? point.falseAlarms : undefined;
  return {
    wish,
    reached,
    threshold: point?.threshold ?? null,
    recall: share(point?.truePositives, positives),
    precision: point && precisionOf(point),
    FPR: share(point?.falsePositives, negatives),
    falseAlarms: share(alarms, images),
  };
}
