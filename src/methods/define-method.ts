import type { Range, ScoreKind } from '#src/core/types';
import { type Calibration, quantileOf, thresholdFor } from './calibration';
import type { MethodParameter } from './parameters';

/** In the order in which the page lists them. */
export const METHOD_GROUPS = ['base-network', 'comparators', 'outlier-exposure'] as const;
export type MethodGroup = (typeof METHOD_GROUPS)[number];

/** A formula of one pixel's logits alone; all of a network are computed in one pass. */
export interface LogitScore {
  /** Which of the network's outputs, by its name in the manifest. */
  logits: 'logits' | 'rplLogits';
  kind: ScoreKind;
}

/** A score of the base network that needs numbers fitted to the training pictures (`statistics.ts`), with an operation of its own. */
export interface FittedScore {
  /** Which of the network's outputs it reads, by its name in the manifest. */
  reads: 'logits' | 'features';
  fitted: 'sml' | 'mahalanobis' | 'mc-dropout';
}

/** What one method file states. Everything else (panel, URL, export names, contract test) follows from it. */
export interface MethodDefinition {
  id: string;
  /** Where the page lists it: by whether its network was trained with unknown objects; comparators use the base network. */
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
  score: LogitScore | FittedScore;
  /** Computed when a pane shows it, not for every picture that its network has run for. */
  onDemand?: boolean;
  parameters: readonly MethodParameter[];
  /** Gaussian 7x7, sigma 1, on the final grid. */
  blur: boolean;
  /** Ends of the colour map; by default those of a bounded formula, and what known pixels span otherwise. */
  displayRange?: Range;
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
  const spanOfKnown = { min: thresholdFor(calibration.shares, table, 0.99), max: thresholdFor(calibration.shares, table, 1e-5) };
  return {
    ...definition,
    presets,
    defaultThreshold: thresholdFor(calibration.shares, table, DEFAULT_SHARE),
    displayRange: definition.displayRange ?? (fixed ? range : spanOfKnown),
    shareOfKnown: (threshold) => quantileOf(calibration.shares, table, threshold),
    thresholdFor: (share) => thresholdFor(calibration.shares, table, share),
  };
}
