/** The measures over time that counts give (docs/methods.md 7.9). */
import type { TemporalCounts } from '#src/core/drives/measures/temporal-counts';

/** Fractions unless said otherwise; null where there is nothing to measure. */
export interface TemporalMeasures {
  /** Labelled frames, and objects in them. */
  frames: number;
  objects: number;
  /** Seconds until an object is found, the mean over those that are. */
  delay: number | null;
  /** Objects large enough to be found, and those of them that never are. */
  large: number;
  neverFound: number;
  /** Changes between found and lost, by object and second. */
  flicker: number | null;
  /** Mean over objects of the share of their labelled frames in which they are found. */
  lifeFound: number | null;
  /** At most 1; negative where there are more mistakes than objects. */
  MOTA: number | null;
  /** Pixels. */
  MOTP: number | null;
  mismatchRatio: number | null;
  precision: number | null;
  recall: number | null;
  /** Objects. */
  mostlyTracked: number;
  partiallyTracked: number;
  mostlyLost: number;
  trackingLength: number | null;
}

export function temporalMeasures(counts: TemporalCounts): TemporalMeasures {
  const { truePositives, falsePositives, falseNegatives, switches, delays, objects } = counts;
  const truth = truePositives + falseNegatives;
  const mistakes = falseNegatives + falsePositives + switches;
  return {
    frames: counts.frames,
    objects,
    delay: ratio(
      delays.reduce((sum, seconds) => sum + seconds, 0),
      delays.length,
    ),
    large: counts.large,
    neverFound: counts.large - delays.length,
    flicker: ratio(counts.changes, counts.seconds),
    lifeFound: ratio(counts.foundShares, objects),
    MOTA: truth > 0 ? 1 - mistakes / truth : null,
    MOTP: ratio(counts.centreDistance, truePositives),
    mismatchRatio: ratio(switches, truth),
    precision: ratio(truePositives, truePositives + falsePositives),
    recall: ratio(truePositives, truth),
    mostlyTracked: counts.mostlyTracked,
    partiallyTracked: counts.partiallyTracked,
    mostlyLost: counts.mostlyLost,
    trackingLength: ratio(counts.trackedFrames, counts.lifeFrames),
  };
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
