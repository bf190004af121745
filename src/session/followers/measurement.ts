/** Keeps the numbers against the ground truth in step with the view. */
import { follow } from '#src/session/follow';
import { measureAtThreshold, measurePicture } from '#src/session/measure-picture';
import {
  type WantedAtThreshold,
  type WantedMeasurement,
  wantedAtThreshold,
  wantedMeasurement,
} from '#src/session/wanted-measurement';

/**
 * Labelling regions takes longer than a drawing: the numbers follow when the slider rests, the
 * dots on the curves at once.
 */
const REST_MS = 300;

export function followMeasurement(): () => void {
  const stops = [
    follow<WantedMeasurement>({
      wanted: wantedMeasurement,
      known: ({ key }, { results }) => results.measurement?.key === key,
      ask: measurePicture,
      rest: 0,
    }),
    follow<WantedAtThreshold>({
      wanted: wantedAtThreshold,
      known: ({ key }, { results }) => results.measuredAt?.question === key,
      ask: measureAtThreshold,
      rest: REST_MS,
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
