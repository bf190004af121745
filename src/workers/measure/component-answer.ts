import { type ComponentFilters, componentCounts } from '#src/core/metrics/component-metrics';
import { ANOMALY, IGNORE } from '#src/core/metrics/image-histogram';
import { maskCurve } from '#src/core/metrics/mask-curve';
import { countConfusion } from '#src/core/metrics/threshold-metrics';
import { falseAlarmsAt } from '#src/core/operating-point/false-alarms';
import type { Size } from '#src/core/types';
import type { ComponentAnswer, ComponentQuestion } from '#src/protocol/evaluation';
import { sliceHistograms } from '#src/workers/measure/slice-histograms';
import { predictedRegions, shownRegions } from '#src/workers/regions/labelled-regions';

/**
 * `data [height, width]`: 0 normal, 1 anomaly, 255 ignore; `labelled` as `trueRegions` gives it.
 */
interface LabelledTruth {
  truth: Size & { data: Uint8Array };
  labelled: Uint32Array;
}

/**
 * What one image says of one method at the thresholds of the whole set; `scores [height, width]` on
 * the label's grid.
 * @param known the label with void where this score has no number. @param label as it is.
 */
export function componentAnswer(
  question: ComponentQuestion,
  scores: Float32Array,
  known: LabelledTruth,
  label: LabelledTruth,
  filters: ComponentFilters,
): ComponentAnswer {
  const { thresholds, sweep, slices, alarmsAt } = question;
  const { truth, labelled } = known;
  const countsAt = (threshold: number | null) =>
    threshold === null
      ? null
      : componentCounts(predictedRegions(scores, truth, threshold), labelled, filters);
  const pooled = countsAt(thresholds.pooled);
  // Nothing is known of an image that is void everywhere: it counts in no denominator.
  const isKnown = truth.data.some((value) => value !== IGNORE);
  return {
    counts: {
      pooled,
      smiyc: thresholds.smiyc === thresholds.pooled ? pooled : countsAt(thresholds.smiyc),
    },
    masks: sweep && isKnown ? maskCurve(scores, truth.data, sweep) : null,
    ...(isKnown ? alarmsAtDefault(question, scores, known, filters) : { falseRegions: null }),
    ...(isKnown &&
      alarmsAt && { falseAlarms: falseAlarmsAt(scores, truth, labelled, alarmsAt, filters) }),
    ...(slices && { slices: sliceHistograms(slices, scores, truth.data, label) }),
  };
}

/** What the default threshold gives in an image that something is known of. */
function alarmsAtDefault(
  { thresholds, defaultThreshold, alarms = false }: ComponentQuestion,
  scores: Float32Array,
  { truth, labelled }: LabelledTruth,
  filters: ComponentFilters,
): Pick<ComponentAnswer, 'falseRegions' | 'alarms'> {
  const isClean = !truth.data.includes(ANOMALY);
  if (defaultThreshold === null || !(isClean || alarms)) return { falseRegions: null };
  const shown = shownRegions(scores, truth, defaultThreshold);
  const { predicted, falseAlarms } = componentCounts(shown, labelled, filters);
  // A threshold is the float32 that scores are, as it is for regions.
  const pixelsAt = (threshold: number) =>
    countConfusion(scores, truth.data, Math.fround(threshold));
  return {
    falseRegions: isClean ? predicted : null,
    ...(alarms && {
      alarms: {
        atBest: thresholds.pooled === null ? null : pixelsAt(thresholds.pooled),
        atDefault: pixelsAt(defaultThreshold),
        falseAlarms,
      },
    }),
  };
}
