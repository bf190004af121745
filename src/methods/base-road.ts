import data from './base-road.calibration.json';
import type { Calibration } from './calibration';

/** What the softmax-family methods share: the closed-set base network and its score distributions. */
export const baseRoad = {
  model: 'base-road',
  group: 'base-network',
  label: 're-trained small',
  calibration: data satisfies Calibration,
} as const;

/** 1 - 1/q for q = 19 classes: the largest possible 1 - p1. */
export const LARGEST_UNCERTAINTY = 1 - 1 / 19;
