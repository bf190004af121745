import type { Range, ScoreKind } from '#src/core/types';
import { type Calibration, quantileOf, thresholdFor } from './calibration';
import type { MethodParameter } from './parameters';

/** In the order in which the page lists them. */
export const METHOD_GROUPS = ['base-network', 'known-objects', 'outlier-exposure'] as const;
export type MethodGroup = (typeof METHOD_GROUPS)[number];

/** What one method file states. Everything else (panel, URL, export names, contract test) follows from it. */
export interface MethodDefinition {
  id: string;
  /** Whether its network is the base or one re-trained, without unknown objects or with them. */
  group: MethodGroup;
  title: string;
  /** For tables and legends, where the title is long. */
  shortTitle?: string;
  /** What it measures, in two sentences. */
  summary: string;
  formula: string;
  paper: { title: string; authors: string; year: number; url: string };
  /** How close this is to the published system. */
  label: 'official' | 're-trained small' | 'approximation';
  unit: string;
  /** Bounds of the raw score; infinite where the formula has none. */
  range: Range;
  /** Id in the model manifest. */
  model: string;
  /**
   * Which of the network's outputs the formula is applied to, by its name in the manifest. `kinds` are the formulas that the values
   * 0, 1, ... of a parameter `score` stand for, the first being `kind`.
   */
  score: { logits: 'logits' | 'rplLogits'; kind: ScoreKind; kinds?: readonly ScoreKind[] };
  parameters: readonly MethodParameter[];
  /** Gaussian 7x7, sigma 1, on the final grid. */
  blur: boolean;
  /** Raw thresholds with a meaning of their own, beside the calibrated default. */
  presets?: readonly { title: string; threshold: number }[];
  /** The network has an output `residualNorm`, and the page a layer of it, with these ends of the colour map. */
  residualNorm?: { displayRange: Range };
  calibration: Calibration;
}

export interface Method extends MethodDefinition {
  presets: readonly { title: string; threshold: number }[];
  /** Raw threshold above which one per cent of the known validation pixels lie. */
  defaultThreshold: number;
  /** Ends of the colour map: fixed for all pictures, so that the same score has the same colour. */
  displayRange: Range;
  /** Share of known validation pixels at or above a raw threshold, 0..1. */
  shareOfKnown(threshold: number): number;
  /** The inverse: the raw threshold for a share of known validation pixels. */
  thresholdFor(share: number): number;
}

/** Share of known pixels that a default threshold flags. */
export const DEFAULT_SHARE = 0.01;

/** Completes a definition with what its calibration implies. */
export function defineMethod(definition: MethodDefinition): Method {
  const { calibration, id, range, presets = [] } = definition;
  const table = calibration.methods[id];
  const fixed = Number.isFinite(range.min) && Number.isFinite(range.max);
  return {
    ...definition,
    presets,
    defaultThreshold: thresholdFor(calibration.shares, table, DEFAULT_SHARE),
    displayRange: fixed
      ? range
      : { min: thresholdFor(calibration.shares, table, 0.99), max: thresholdFor(calibration.shares, table, 1e-5) },
    shareOfKnown: (threshold) => quantileOf(calibration.shares, table, threshold),
    thresholdFor: (share) => thresholdFor(calibration.shares, table, share),
  };
}
