/** What was fitted to a person's ordinary pictures for a network of their own. */
import type { FeatureFit } from './feature-moments';

/** As the calibrations that come with the page (`methods/calibration.ts`), of a person's own pixels. */
interface OwnCalibration {
  /** SHA-256 of the network's file. */
  model: string;
  images: number;
  pixels: number;
  /** Falling shares, beginning with 1. */
  shares: number[];
  /** By method id: rising raw scores, one for each share. */
  methods: Record<string, number[]>;
}

export interface NetworkFit {
  /** By method: where the pixels of the pictures lie, all of them. */
  calibration: OwnCalibration;
  /** Null where the card names no features, or they cannot be used. */
  features: FeatureFit | null;
  /** Why there are none; null where there are some. */
  without: string | null;
}
