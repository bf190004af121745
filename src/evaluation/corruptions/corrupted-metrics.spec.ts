import { expect, it } from 'vitest';
import { noComponents } from '#src/core/metrics/component-metrics';
import type { ComponentAnswer } from '#src/protocol/evaluation';
import { corruptedMetrics } from './corrupted-metrics';

const PIXELS = { AP: 0.5, AUROC: 0.9, FPR95: 0.2, bestF1: 0.6, threshold: 1, prior: 0.1 };
const confusion = (TP: number, FP: number, FN: number, TN: number) => ({
  truePositives: TP,
  falsePositives: FP,
  falseNegatives: FN,
  trueNegatives: TN,
});

/** One object, found or not, by a prediction of its own size. */
function answer(isFound: boolean, alarms?: ComponentAnswer['alarms']): ComponentAnswer {
  const counts = { ...noComponents(), truth: 1, predicted: isFound ? 1 : 0 };
  const truePositives = counts.truePositives.map(() => (isFound ? 1 : 0));
  return {
    counts: { pooled: { ...counts, truePositives }, smiyc: null },
    masks: null,
    falseRegions: null,
    ...(alarms && { alarms }),
  };
}

it('rates are of the pixels and components of all images, false alarms an image', () => {
  const first = {
    atBest: confusion(4, 1, 1, 94),
    atDefault: confusion(5, 10, 0, 85),
    falseAlarms: 3,
  };
  const second = {
    atBest: confusion(0, 1, 3, 16),
    atDefault: confusion(1, 7, 2, 10),
    falseAlarms: 0,
  };
  // An image that nothing is known of is no image without a false alarm.
  const answers = [answer(true, first), answer(false, second), answer(false)];
  const { F1, componentF1, falseAlarms, flagged, ...metrics } = corruptedMetrics(PIXELS, answers);
  expect(metrics).toEqual({ AP: 0.5, AUROC: 0.9, FPR95: 0.2 });
  expect(F1).toBeCloseTo(8 / (8 + 2 + 4), 12);
  expect(componentF1).toBeCloseTo(2 / (2 + 2), 12);
  expect(falseAlarms).toBe(1.5);
  expect(flagged).toBeCloseTo(17 / 112, 12);
});

it('of a set without anomalies is its false alarms', () => {
  const alarms = { atBest: null, atDefault: confusion(0, 1, 0, 3), falseAlarms: 1 };
  const clean = { ...answer(false, alarms), counts: { pooled: null, smiyc: null } };
  const nothing = { ...PIXELS, AP: null, AUROC: null, FPR95: null };
  expect(corruptedMetrics(nothing, [clean])).toEqual({
    AP: null,
    AUROC: null,
    FPR95: null,
    F1: null,
    componentF1: null,
    falseAlarms: 1,
    flagged: 0.25,
  });
  expect(corruptedMetrics(nothing, [])).toMatchObject({ falseAlarms: null, flagged: null });
});
