/** What corruptions do to the metrics of a set. */
import type { Corruption } from '#src/core/corruptions/corruption';
import type { PixelMetrics } from '#src/core/metrics/pixel-metrics';

/** The set under a corruption, all methods of the page at the thresholds that they have without. */
export interface CorruptionResult {
  /** Null: as they are. */
  corruption: Corruption | null;
  /** Images that are counted. */
  images: number;
  /** By method id. */
  methods: Record<string, CorruptedMetrics>;
}

/** Pooled. Fractions 0..1, null where undefined. */
export interface CorruptedMetrics extends Pick<PixelMetrics, 'AP' | 'AUROC' | 'FPR95'> {
  /** Pixels, and components, at the threshold of the best F1 of the images as they are. */
  F1: number | null;
  componentF1: number | null;
  /** Components at the default threshold without a pixel of a counted object: how many an image. */
  falseAlarms: number | null;
  /** Normal pixels at and above the default threshold, among all of them. */
  flagged: number | null;
}
