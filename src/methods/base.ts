import type { Calibration } from './calibration';
import data from './data/base.calibration.json';

/**
 * What the softmax-family methods share: the closed-set base network and its score distributions.
 */
export const baseMethods = {
  model: 'base',
  group: 'base-network',
  label: 're-trained small',
  calibration: data satisfies Calibration,
} as const;

/**
 * What the published methods that others are compared with share: they read the same network, when
 * a pane asks for them.
 */
export const comparator = {
  ...baseMethods,
  group: 'comparators',
  onDemand: true,
  blur: false,
} as const;

/** 1 - 1/q for q = 19 classes: the largest possible 1 - p1. */
export const LARGEST_UNCERTAINTY = 1 - 1 / 19;
