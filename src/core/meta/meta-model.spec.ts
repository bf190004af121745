import { describe, expect, it } from 'vitest';
import { pairwiseAuroc } from '../metrics/testing/exact';
import { random } from '../random';
import { classifierMetrics } from './classifier-metrics';
import { detectionErrors } from './detection-errors';
import { FEATURES } from './feature-names';
import { fitMetaModel, judgeRegion } from './meta-model';

const next = random(21);
/** 100 regions; the first feature tells half the story. */
const TARGETS = Uint8Array.from({ length: 100 }, () => Math.round(next()));
const REGIONS = Float64Array.from({ length: 100 * FEATURES }, (_, i) => {
  const noise = 20 * next();
  return i % FEATURES === 0 ? noise + 10 * (TARGETS[Math.floor(i / FEATURES)] as number) : noise;
});
const region = (row: number) => REGIONS.subarray(row * FEATURES, (row + 1) * FEATURES);

describe('meta classifier', () => {
  const model = fitMetaModel(REGIONS, TARGETS);

  it('explains its log-odds: contributions and intercept sum to them', () => {
    const { contributions, logOdds, probability } = judgeRegion(model, region(4));
    expect(contributions).toHaveLength(75);
    expect(contributions.reduce((a, b) => a + b) + model.intercept).toBeCloseTo(logOdds, 10);
    expect(Math.log(probability / (1 - probability))).toBeCloseTo(logOdds, 8);
  });

  it('learns which regions are false positives', () => {
    const right = Array.from(
      TARGETS,
      (target, row) => judgeRegion(model, region(row)).probability > 0.5 === (target === 1),
    );
    expect(right.filter(Boolean).length).toBeGreaterThan(90);
    expect(model.weights[0]).toBeGreaterThan(0);
  });

  it('refuses a model of other features', () => {
    const other = { ...model, features: [...model.features].reverse() };
    expect(() => judgeRegion(other, region(0))).toThrow(
      expect.objectContaining({ code: 'option-invalid' }),
    );
  });
});

describe('metrics of the meta classifier', () => {
  const odds = Float64Array.of(2, -1, 0.5, 3, -4, 60, 61);
  const targets = Uint8Array.of(1, 0, 0, 1, 1, 0, 1);

  it('takes the false positive for the positive class', () => {
    const { AUROC, AUPRC, accuracy } = classifierMetrics(odds, targets);
    expect(AUROC).toBeCloseTo(pairwiseAuroc(odds, targets), 12);
    expect(AUPRC).toBeCloseTo((1 + 2 / 3 + 3 / 4 + 4 / 7) / 4, 12);
    expect(accuracy).toBeCloseTo(4 / 7, 12);
    const swapped = classifierMetrics(
      odds,
      targets.map((target) => 1 - target),
    );
    expect(swapped.AUPRC).not.toBeCloseTo(AUPRC ?? 0, 3);
  });

  it('has none of an empty set', () => {
    expect(classifierMetrics(new Float64Array(), new Uint8Array())).toEqual({
      AUROC: null,
      AUPRC: null,
      accuracy: null,
    });
  });
});

describe('detection errors', () => {
  // Regions: two hits of region 0, a false positive; region 1 is missed. Another image: one
  // hit of both regions.
  const images = [
    { overlaps: [[0], [0], []], trueRegions: 2 },
    { overlaps: [[0, 1], []], trueRegions: 2 },
  ];

  it('counts regions without overlap and regions that nothing touches', () => {
    expect(detectionErrors(images, () => true)).toEqual({ falsePositives: 2, falseNegatives: 1 });
  });

  it('counts the false positives that stay after removal, and regions that lose their last region', () => {
    // Removed: one of two hits, the false positive of the first image, and the only hit of the
    // second.
    const removed = new Set(['0-0', '0-2', '1-0']);
    expect(detectionErrors(images, (image, index) => !removed.has(`${image}-${index}`))).toEqual({
      falsePositives: 1,
      falseNegatives: 3,
    });
  });
});
