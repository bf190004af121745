import { componentMetrics, sumComponentCounts } from '#src/core/metrics/component-metrics';
import type { PixelMetrics } from '#src/core/metrics/pixel-metrics';
import { type Confusion, thresholdMetrics } from '#src/core/metrics/threshold-metrics';
import type { CorruptedMetrics } from '#src/evaluation/corruptions/types';
import type { ComponentAnswer } from '#src/protocol/evaluation';

/**
 * One method over a set, under a corruption or as it is. An image that nothing is known of has no
 * alarms, and counts in no mean.
 * @param pixels pooled over the images. @param answers one per image, asked with `alarms`.
 */
export function corruptedMetrics(
  { AP, AUROC, FPR95 }: PixelMetrics,
  answers: readonly ComponentAnswer[],
): CorruptedMetrics {
  const alarms = answers.flatMap((answer) => answer.alarms ?? []);
  const atBest = alarms.flatMap((image) => image.atBest ?? []);
  const counts = answers.flatMap((answer) => answer.counts.pooled ?? []);
  return {
    AP,
    AUROC,
    FPR95,
    F1: atBest.length > 0 ? thresholdMetrics(summed(atBest)).F1 : null,
    componentF1: componentMetrics(sumComponentCounts(counts)).F1,
    falseAlarms:
      alarms.length > 0
        ? alarms.reduce((total, image) => total + image.falseAlarms, 0) / alarms.length
        : null,
    flagged: thresholdMetrics(summed(alarms.map(({ atDefault }) => atDefault))).FPR,
  };
}

function summed(images: readonly Confusion[]): Confusion {
  const sum = (name: keyof Confusion) => images.reduce((total, image) => total + image[name], 0);
  return {
    truePositives: sum('truePositives'),
    falsePositives: sum('falsePositives'),
    falseNegatives: sum('falseNegatives'),
    trueNegatives: sum('trueNegatives'),
  };
}
