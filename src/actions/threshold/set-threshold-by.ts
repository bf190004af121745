import { setThreshold } from '#src/actions/threshold/set-threshold';
import { activeMethod } from '#src/store/selectors';
import {
  type ThresholdAnswer,
  type ThresholdWish,
  thresholdAnswer,
} from '#src/store/set/threshold-wish';
import { getState } from '#src/store/store';

/**
 * Sets the active method's threshold to the one that reaches a wish; to none where no threshold does.
 * Null where nothing is measured.
 */
export function setThresholdBy(wish: ThresholdWish): ThresholdAnswer | null {
  const answer = thresholdAnswer(getState(), wish);
  if (!answer) return null;
  const threshold =
    answer.by === 'flagged'
      ? answer.result?.threshold
      : answer.result.reached
        ? answer.result.point.threshold
        : undefined;
  if (threshold !== undefined) setThreshold(activeMethod(getState()).id, threshold);
  return answer;
}
