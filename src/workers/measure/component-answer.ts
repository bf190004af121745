import { type ComponentFilters, componentCounts } from '#src/core/metrics/component-metrics';
import { ANOMALY, IGNORE } from '#src/core/metrics/image-histogram';
import { maskCurve } from '#src/core/metrics/mask-curve';
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
  { thresholds, sweep, defaultThreshold, slices }: ComponentQuestion,
  scores: Float32Array,
  known: LabelledTruth,
  label: LabelledTruth,
  filters: ComponentFilters,
): ComponentAnswer {
  const { truth, labelled } = known;
  const countsOf = (predicted: Uint32Array) => componentCounts(predicted, labelled, filters);
  const countsAt = (threshold: number | null) =>
    threshold === null ? null : countsOf(predictedRegions(scores, truth, threshold));
  const pooled = countsAt(thresholds.pooled);
  // Nothing is known of an image that is void everywhere: it counts in no denominator.
  const isKnown = truth.data.some((value) => value !== IGNORE);
  return {
    counts: {
      pooled,
      smiyc: thresholds.smiyc === thresholds.pooled ? pooled : countsAt(thresholds.smiyc),
    },
    masks: sweep && isKnown ? maskCurve(scores, truth.data, sweep) : null,
    falseRegions:
      defaultThreshold === null || !isKnown || truth.data.includes(ANOMALY)
        ? null
        : countsOf(shownRegions(scores, truth, defaultThreshold)).predicted,
    ...(slices && { slices: sliceHistograms(slices, scores, truth.data, label) }),
  };
}
