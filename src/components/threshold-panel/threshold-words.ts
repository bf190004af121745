/** What a person wants of a threshold, as typed, and what the page answers. */
import type { ThresholdAnswer, ThresholdWish } from '#src/store/set/threshold-wish';

export const WISH_TITLES: Record<ThresholdWish['by'], string> = {
  recall: 'recall, at least',
  precision: 'precision, at least',
  'false-alarms': 'false alarms a picture, at most',
  flagged: 'pictures flagged, at most',
};

/** What stands in the field at first, per cent or false alarms. */
export const USUAL: Record<ThresholdWish['by'], string> = {
  recall: '90',
  precision: '80',
  'false-alarms': '0.5',
  flagged: '5',
};

/** All others are shares, typed in per cent. */
export const isCount = (by: ThresholdWish['by']) => by === 'false-alarms';

/** A share 0..1 or a number of false alarms; null for what is neither. */
export function valueTyped(by: ThresholdWish['by'], text: string): number | null {
  const digits = text.replace(',', '.').replace(isCount(by) ? '' : /\s*%\s*$/, '');
  const value = Number(digits);
  if (digits.trim() === '' || !(value >= 0)) return null;
  if (isCount(by)) return Number.isFinite(value) ? value : null;
  return value <= 100 ? value / 100 : null;
}

/** The value that was reached, or why there is none. */
export function answerWords(answer: ThresholdAnswer): string {
  if (answer.by === 'flagged') {
    const { result, waiting } = answer;
    const later = waiting > 0 ? `, ${waiting} not looked at yet` : '';
    if (!result) return `No threshold changes which pictures are flagged${later}.`;
    const { flagged, pictures } = result;
    return `${flagged} of ${pictures} pictures flagged, ${percent(flagged / pictures)}${later}`;
  }
  if (answer.by === 'false-alarms') return alarmWords(answer);
  const { by, result, images } = answer;
  const on = placeOf(images);
  if (!result.point) return `There is nothing unknown in the labels, so there is no ${by}.`;
  const { recall, precision } = result.point;
  if (!result.reached)
    // The curve is measured at a few hundred thresholds: a narrow peak may lie between two of them.
    return `None of the measured thresholds has this ${by} ${on}: the best is ${percent(result.point[by])}. Nothing was set.`;
  return `Recall ${percent(recall)}, precision ${percent(precision)} ${on}`;
}

function alarmWords({ result, images }: ThresholdAnswer & { by: 'false-alarms' }): string {
  if (!result.point) return 'False alarms could not be counted.';
  const count = `${(result.point.falseAlarms / images).toFixed(2)} false alarms a picture`;
  return result.reached
    ? `${count} ${placeOf(images)}`
    : `The highest threshold has ${count} already ${placeOf(images)}. Nothing was set.`;
}

const placeOf = (images: number) => (images === 1 ? 'on this picture' : `on ${images} pictures`);

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
