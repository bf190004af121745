/** The metrics that have an interval. */
export const METRICS = ['AP', 'AUROC', 'FPR95', 'bestF1'] as const;

/** 95 %, fractions 0..1. */
export interface Interval {
  low: number;
  high: number;
}

export type MetricIntervals = Record<(typeof METRICS)[number], Interval | null>;
