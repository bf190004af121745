/**
 * Component metrics of SegmentMeIfYouCan (Chan et al. 2021). The caller removes void from
 * prediction and truth *before* it labels the components (8-connected), so that void neither joins
 * nor enlarges any.
 */
import { AnomalensError } from '#src/core/errors';
import { BACKGROUND } from '#src/core/types';

/** 0.25, 0.30, ... 0.75. */
export const TAUS: readonly number[] = Array.from({ length: 11 }, (_, i) => (5 + i) / 20);

export interface ComponentFilters {
  /**
   * Smaller predicted components are dropped (500 in the Anomaly track, 50 in the Obstacle track),
   * in pixels.
   */
  minPredicted: number;
  /** Smaller true components become void (100 and 10). */
  minGroundTruth: number;
}

/** Sums over the components of any number of images; `truePositives` etc. `[11]`, one per tau. */
export interface ComponentCounts {
  truth: number;
  predicted: number;
  sIoUSum: number;
  PPVSum: number;
  /**
   * True components that some prediction touches, and the predicted components that touch them, one
   * for each true one.
   */
  found: number;
  touching: number;
  /** Predicted components that share no pixel with a true one. */
  falseAlarms: number;
  truePositives: number[];
  falsePositives: number[];
}

/** Fractions 0..1; null without a component to speak of. `F1` is the mean of `F1PerTau`. */
export interface ComponentMetrics {
  sIoU: number | null;
  PPV: number | null;
  F1: number | null;
  F1PerTau: number[] | null;
  /** Predicted components per true one that is found, 1 when none is in pieces. */
  fragments: number | null;
}

export function noComponents(): ComponentCounts {
  const none = () => TAUS.map(() => 0);
  return {
    truth: 0,
    predicted: 0,
    sIoUSum: 0,
    PPVSum: 0,
    found: 0,
    touching: 0,
    falseAlarms: 0,
    truePositives: none(),
    falsePositives: none(),
  };
}

export function sumComponentCounts(images: Iterable<ComponentCounts>): ComponentCounts {
  const total = noComponents();
  for (const image of images) {
    total.truth += image.truth;
    total.predicted += image.predicted;
    total.sIoUSum += image.sIoUSum;
    total.PPVSum += image.PPVSum;
    total.found += image.found;
    total.touching += image.touching;
    total.falseAlarms += image.falseAlarms;
    for (let i = 0; i < TAUS.length; i++) {
      (total.truePositives[i] as number) += image.truePositives[i] as number;
      (total.falsePositives[i] as number) += image.falsePositives[i] as number;
    }
  }
  return total;
}

/**
 * One image: component ids of the prediction and of the ground truth, `[H,W]` each, any ids,
 * `BACKGROUND` outside.
 */
export function componentCounts(
  predicted: Uint32Array,
  truth: Uint32Array,
  filters: ComponentFilters,
): ComponentCounts {
  if (predicted.length !== truth.length)
    throw new AnomalensError(
      'score-size',
      `The prediction has ${predicted.length} pixels, but its ground truth ${truth.length}.`,
    );
  const keptPredicted = idsOfAtLeast(predicted, filters.minPredicted);
  const keptTruth = idsOfAtLeast(truth, filters.minGroundTruth);
  const predictedArea = new Map<number, number>();
  const truthArea = new Map<number, number>();
  const coveredArea = new Map<number, number>(); // pixels of a predicted component in any true one
  const overlaps = new Map<number, Map<number, number>>(); // truth to prediction to pixels
  for (let i = 0; i < truth.length; i++) {
    const k = truth[i] as number;
    if (k !== BACKGROUND && !keptTruth.has(k)) continue; // void, for the prediction too
    const label = predicted[i] as number;
    const p = keptPredicted.has(label) ? label : BACKGROUND;
    if (p !== BACKGROUND) increment(predictedArea, p);
    if (k === BACKGROUND) continue;
    increment(truthArea, k);
    if (p === BACKGROUND) continue;
    increment(coveredArea, p);
    const overlap = overlaps.get(k) ?? new Map<number, number>();
    overlaps.set(k, overlap);
    increment(overlap, p);
  }
  const counts = noComponents();
  for (const [k, area] of truthArea) {
    // The union of k and its predictions, less what of them lies in other true components.
    let intersection = 0;
    let union = area;
    for (const [p, pixels] of overlaps.get(k) ?? []) {
      intersection += pixels;
      union += (predictedArea.get(p) ?? 0) - (coveredArea.get(p) ?? 0);
    }
    const pieces = overlaps.get(k)?.size ?? 0;
    counts.found += pieces > 0 ? 1 : 0;
    counts.touching += pieces;
    const sIoU = intersection / union;
    counts.truth++;
    counts.sIoUSum += sIoU;
    TAUS.forEach((tau, i) => {
      if (sIoU >= tau) (counts.truePositives[i] as number)++;
    });
  }
  for (const [p, area] of predictedArea) {
    const PPV = (coveredArea.get(p) ?? 0) / area;
    counts.predicted++;
    counts.falseAlarms += coveredArea.has(p) ? 0 : 1;
    counts.PPVSum += PPV;
    TAUS.forEach((tau, i) => {
      if (PPV < tau) (counts.falsePositives[i] as number)++;
    });
  }
  return counts;
}

export function componentMetrics(counts: ComponentCounts): ComponentMetrics {
  const { truth, predicted, sIoUSum, PPVSum, found, touching, truePositives, falsePositives } =
    counts;
  const F1PerTau =
    truth + predicted === 0
      ? null
      : truePositives.map(
          (TP, i) => (2 * TP) / (2 * TP + (truth - TP) + (falsePositives[i] as number)),
        );
  return {
    sIoU: truth === 0 ? null : sIoUSum / truth,
    PPV: predicted === 0 ? null : PPVSum / predicted,
    F1: F1PerTau && F1PerTau.reduce((total, F1) => total + F1, 0) / F1PerTau.length,
    F1PerTau,
    fragments: found === 0 ? null : touching / found,
  };
}

function idsOfAtLeast(labels: Uint32Array, minimum: number): Set<number> {
  const areas = new Map<number, number>();
  for (const label of labels) if (label !== BACKGROUND) increment(areas, label);
  return new Set([...areas].filter(([, area]) => area >= minimum).map(([id]) => id));
}

function increment(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
