import { describe, expect, it } from 'vitest';
import { componentCounts } from '#src/core/metrics/component-metrics';
import { random } from '#src/core/random';
import { BACKGROUND } from '#src/core/types';
import { shownRegions, trueRegions } from '#src/workers/regions/labelled-regions';
import { falseAlarmsAt } from './false-alarms';

const NO_FILTER = { minPredicted: 0, minGroundTruth: 0 };

function line(labels: number[], scores: number[], thresholds: number[], filters = NO_FILTER) {
  const truth = { width: labels.length, height: 1, data: Uint8Array.from(labels) };
  return falseAlarmsAt(Float32Array.from(scores), truth, trueRegions(truth), thresholds, filters);
}

describe('false alarms', () => {
  it('are the regions that touch no object, a score of just the threshold among them', () => {
    const labels = [0, 0, 0, 1, 1, 0, 0, 0];
    const scores = [0.9, 0.9, 0, 0.8, 0.8, 0.6, 0, 0.7];
    expect(line(labels, scores, [0.7, 0.75, 0.9, 0.95])).toEqual([2, 1, 1, 0]);
  });

  it('become fewer where they grow together or into an object', () => {
    expect(line([0, 0, 0, 0, 0], [0.9, 0.5, 0.9, 0.4, 0.9], [0.4, 0.5, 0.9])).toEqual([1, 2, 3]);
    expect(line([0, 0, 1, 0, 0], [0.9, 0.5, 0.1, 0.5, 0.9], [0, 0.5, 0.9])).toEqual([0, 2, 2]);
  });

  it('do not reach through void, nor lie in it', () => {
    const labels = [0, 255, 0, 255, 255];
    expect(line(labels, [0.9, 0.9, 0.9, 0.2, 0.9], [0.1, 0.9])).toEqual([2, 2]);
  });

  it('are none below the smallest size', () => {
    const filters = { minPredicted: 2, minGroundTruth: 0 };
    expect(line([0, 0, 0, 0], [0.9, 0.5, 0, 0.7], [0.5, 0.6], filters)).toEqual([1, 0]);
  });

  it('are counted beside objects that are too small, not within them', () => {
    const filters = { minPredicted: 0, minGroundTruth: 2 };
    expect(line([0, 1, 0, 0, 1], [0.9, 0.9, 0, 0, 0.9], [0.5], filters)).toEqual([1]);
  });
});

/** The definition, region by region at one threshold. */
function counted(
  scores: Float32Array,
  truth: { width: number; height: number; data: Uint8Array },
  threshold: number,
  filters: typeof NO_FILTER,
): number {
  const objects = trueRegions(truth);
  const predicted = shownRegions(scores, truth, threshold);
  const counts = (id: number) =>
    componentCounts(
      predicted.map((label) => (label === id ? id : BACKGROUND)),
      objects,
      filters,
    );
  const ids = [...new Set(predicted)].filter((id) => id !== BACKGROUND);
  return ids.filter((id) => counts(id).predicted === 1 && counts(id).found === 0).length;
}

it.each([
  [1, NO_FILTER],
  [2, { minPredicted: 3, minGroundTruth: 0 }],
  [3, { minPredicted: 2, minGroundTruth: 4 }],
])('of a random picture %i are those of each labelling', (seed, filters) => {
  const [width, height] = [23, 17];
  const next = random(seed);
  const scores = Float32Array.from({ length: width * height }, () => Math.round(20 * next()) / 20);
  const data = Uint8Array.from(scores, () => [0, 0, 0, 0, 0, 1, 255][Math.floor(7 * next())] ?? 0);
  const truth = { width, height, data };
  const thresholds = [0.05, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 2];
  expect(falseAlarmsAt(scores, truth, trueRegions(truth), thresholds, filters)).toEqual(
    thresholds.map((threshold) => counted(scores, truth, threshold, filters)),
  );
});
