import type { FittedMetaModel } from '#src/core/meta/meta-model';
import type { ShareTable } from '#src/core/prompts/evidence';
import type { Range } from '#src/core/types';
import type { ScoreKind } from '#src/gpu/ops/scores/formulas';
import { type Calibration, quantileOf, thresholdFor } from './calibration';
import measured from './data/default-thresholds.json';
import { isOfTwoLooks, takesSecondLook } from './looks';
import { LOOKS, type MethodParameter, rescaledBy } from './parameters';

/** In the order in which the page lists them. */
export const METHOD_GROUPS = [
  'base-network',
  'comparators',
  'known-objects',
  'outlier-exposure',
  'words',
  'whole-objects',
  'own-network',
] as const;
export type MethodGroup = (typeof METHOD_GROUPS)[number];

/** A formula of one pixel's logits alone; all of a network are computed in one pass. */
export interface LogitScore {
  /**
   * Which of the network's outputs, by its name in the manifest; `queryLogits` is left by a person's
   * own network of queries alone.
   */
  logits: 'logits' | 'rplLogits' | 'queryLogits';
  kind: ScoreKind;
  /**
   * The formulas that the values 0, 1, ... of a parameter `score` stand for, the first being
   * `kind`.
   */
  kinds?: readonly ScoreKind[];
}

/**
 * A score that needs fitted numbers, with an operation of its own: of the base network those of the
 * training pictures (`statistics.ts`), of a person's own those of their ordinary pictures (`network-fit.ts`).
 */
interface FittedScore {
  /** Which of the network's outputs it reads, by its name in the manifest. */
  reads: 'logits' | 'features';
  fitted: 'sml' | 'mahalanobis' | 'mc-dropout' | 'prototype';
}

/**
 * Painted masks: the prompt generator draws boxes around what another method's score shows, a
 * promptable segmenter fills them.
 */
interface PromptedScore {
  prompted: true;
}

/** Where the known validation pixels lie among a method's scores. */
export interface KnownPixels {
  readonly table: ShareTable;
  /** Share of them at or above a raw threshold, 0..1. */
  shareOf(threshold: number): number;
  /** The inverse: the raw threshold for a share of them. */
  thresholdFor(share: number): number;
}

/**
 * What one method file states. Everything else (panel, URL, export names, contract test) follows
 * from it.
 */
export interface MethodDefinition {
  id: string;
  /**
   * Where the page lists it: the base network's, or one re-trained without unknown objects or with
   * them; comparators use the base network, whole objects any. A person's own network has one too.
   */
  group: MethodGroup;
  title: string;
  /** For tables and legends, where the title is long. */
  shortTitle?: string;
  /** What it measures, in two sentences. */
  summary: string;
  formula: string;
  paper: { title: string; authors: string; year: number; url: string };
  /** How close this is to the published system. */
  label: 'official' | 're-trained small' | 'approximation' | 'your own network';
  unit: string;
  /** Bounds of the raw score; infinite where the formula has none. */
  range: Range;
  /** Id in the model manifest. */
  model: string;
  /** Other networks of the manifest that its score takes, besides those of a source score. */
  alsoNeeds?: readonly string[];
  score: LogitScore | FittedScore | PromptedScore;
  /** Computed when a pane shows it, not for every picture that its network has run for. */
  onDemand?: boolean;
  parameters: readonly MethodParameter[];
  /** Gaussian 7x7, sigma 1, on the final grid. */
  blur: boolean;
  /**
   * Ends of the colour map; by default those of a bounded formula, and what known pixels span
   * otherwise.
   */
  displayRange?: Range;
  /** Raw thresholds with a meaning of their own, beside the measured default. */
  presets?: readonly { title: string; threshold: number }[];
  /**
   * The network has an output `residualNorm`, and the page a layer of it, with these ends of the
   * colour map.
   */
  residualNorm?: { displayRange: Range };
  /**
   * Its network's logits are the embedding of a metric head: classes can be learnt in the page from
   * it and from the output `features`.
   */
  metricHead?: boolean;
  /**
   * Its network's logits are cosines with words: a vocabulary is part of its settings, and the first
   * classes are those that are known.
   */
  answersToWords?: boolean;
  /** Tells which of its regions are false positives; written by `npm run meta:fit`. */
  meta?: FittedMetaModel;
  /**
   * Null for a score that is zero nearly everywhere: no share of known pixels belongs to its
   * thresholds.
   */
  calibration: Calibration | null;
}

export interface Method extends MethodDefinition {
  presets: readonly { title: string; threshold: number }[];
  /**
   * Raw threshold of the best F1 on the held-out composites (`npm run results`), which have no more
   * to show than one look: two looks begin with it too.
   */
  defaultThreshold: number;
  /** Ends of the colour map: fixed for all pictures, so that the same score has the same colour. */
  displayRange: Range;
  /**
   * What is known of one look; null for methods without quantiles: linked thresholds leave them alone.
   */
  known: KnownPixels | null;
}

/**
 * A new method, not measured yet, flags this share of the known validation pixels; without
 * quantiles, what lies above the middle of its range.
 */
const UNMEASURED_SHARE = 0.01;
/** What a new method without bounds and quantiles is drawn over: logits mostly lie within. */
const UNMEASURED_SPAN: Range = { min: -10, max: 10 };
const THRESHOLDS: Readonly<Record<string, number>> = measured.thresholds;

/** Completes a definition with what its calibration implies. */
export function defineMethod(definition: MethodDefinition): Method {
  const { calibration, id, range, presets = [] } = definition;
  const known = calibration && knownPixels(calibration, id);
  const isBounded = Number.isFinite(range.min) && Number.isFinite(range.max);
  const { min, max } = isBounded ? range : known ? spanOf(known) : UNMEASURED_SPAN;
  const defaultThreshold =
    THRESHOLDS[id] ?? known?.thresholdFor(UNMEASURED_SHARE) ?? (min + max) / 2;
  return {
    ...definition,
    parameters: takesSecondLook(definition.score)
      ? [...definition.parameters.filter(({ id: other }) => other !== LOOKS.id), LOOKS]
      : definition.parameters,
    presets,
    defaultThreshold,
    displayRange: definition.displayRange ?? { min, max },
    known,
  };
}

/**
 * Where the known pixels lie among the scores of some settings; null without quantiles. Those of one
 * look say nothing about the mean of two, nor in other numbers.
 */
export function knownPixelsOf(
  { known, parameters }: Pick<Method, 'known' | 'parameters'>,
  settings: { parameters: Readonly<Record<string, number>> },
): KnownPixels | null {
  return isOfTwoLooks(settings) || rescaledBy(parameters, settings.parameters) ? null : known;
}

function spanOf(known: KnownPixels): Range {
  return { min: known.thresholdFor(0.99), max: known.thresholdFor(1e-5) };
}

/** Null for a method that the calibration of its network does not hold. */
function knownPixels({ shares, methods }: Calibration, id: string): KnownPixels | null {
  const table = methods[id];
  if (!table) return null;
  return {
    table: { shares, scores: table },
    shareOf: (threshold) => quantileOf(shares, table, threshold),
    thresholdFor: (share) => thresholdFor(shares, table, share),
  };
}
