/** What a person wants of a threshold, and the pixels that a threshold flags. */
import { positivesForRecall } from '#src/core/metrics/pixel-metrics';

export const WISH_KINDS = ['recall', 'precision', 'false-alarms'] as const;
type WishKind = (typeof WISH_KINDS)[number];

/** `value`: the least recall or precision, 0..1; the most false alarms per image. */
export interface Wish {
  by: WishKind;
  value: number;
}

/** What every method of a set is asked for besides its metrics; absent for nothing. */
export interface WishedThresholds {
  wishes?: readonly Wish[];
  /** False alarms are counted, so that a threshold can be chosen by them later. */
  countsAlarms?: boolean;
}

/** The pixels of a set with `score >= threshold`, raw. */
export interface PixelPoint {
  threshold: number;
  truePositives: number;
  falsePositives: number;
}

/** A point that reaches a wish, or the nearest one to it; null where nothing can be said. */
export type Reached<T> = { reached: true; point: T } | { reached: false; point: T | null };

export type PixelWish = Wish & { by: 'recall' | 'precision' };

export const isOfPixels = (wish: Wish): wish is PixelWish => wish.by !== 'false-alarms';

/** 0..1. A point flags a pixel at least. */
export function precisionOf({ truePositives, falsePositives }: PixelPoint): number {
  return truePositives / (truePositives + falsePositives);
}

/** @param positives anomalous pixels of the set. */
export function reaches({ by, value }: PixelWish, point: PixelPoint, positives: number): boolean {
  return by === 'recall'
    ? point.truePositives >= positivesForRecall(value, positives)
    : precisionOf(point) >= value;
}

/**
 * What reaches a recall is better with a higher threshold, which has fewer false positives; what
 * reaches a precision with more anomalous pixels, and as many with fewer false positives. What
 * reaches neither is better when it comes nearer.
 * @param positives anomalous pixels of the set.
 */
export function isBetter(
  wish: PixelWish,
  point: PixelPoint,
  than: PixelPoint | null,
  positives: number,
): boolean {
  if (!than) return true;
  const [own, other] = [point, than].map((candidate) => reaches(wish, candidate, positives));
  if (own !== other) return own === true;
  const more = point.truePositives - than.truePositives;
  if (wish.by === 'recall') return own ? point.threshold > than.threshold : more > 0;
  const gain = own ? 0 : precisionOf(point) - precisionOf(than);
  if (gain !== 0) return gain > 0;
  return more > 0 || (more === 0 && point.falsePositives < than.falsePositives);
}
