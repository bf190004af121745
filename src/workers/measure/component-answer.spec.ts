import { describe, expect, it } from 'vitest';
import type { ComponentQuestion } from '#src/protocol/evaluation';
import { trueRegions } from '#src/workers/regions/labelled-regions';
import { componentAnswer } from './component-answer';

const NO_FILTER = { minPredicted: 0, minGroundTruth: 0 };
/** Two regions of two pixels and one pixel in void. */
const SCORES = Float32Array.of(0.5, 0.5, 0, 0.7, 0.9, 0, 0.8, 0);

function ask(labels: number[], question: Partial<ComponentQuestion>, filters = NO_FILTER) {
  const truth = { width: 8, height: 1, data: Uint8Array.from(labels) };
  const settings = { methodId: 's2m', parameters: {}, blur: false };
  const label = { truth, labelled: trueRegions(truth) };
  return componentAnswer(
    {
      settings,
      thresholds: { pooled: null, smiyc: null },
      sweep: null,
      defaultThreshold: 0.5,
      ...question,
    },
    SCORES,
    label,
    label,
    filters,
  );
}

describe('an image without anomalies', () => {
  const CLEAN = [0, 0, 0, 0, 0, 0, 255, 0];

  it('has its regions counted, a score of just the threshold among them and void not', () => {
    expect(ask(CLEAN, {})).toEqual({
      counts: { pooled: null, smiyc: null },
      masks: null,
      falseRegions: 2,
    });
    expect(ask(CLEAN, { defaultThreshold: 0.6 }).falseRegions).toBe(1);
    expect(ask(CLEAN, { defaultThreshold: 0.95 }).falseRegions).toBe(0);
  });

  it('loses those that are too small', () => {
    expect(
      ask(CLEAN, { defaultThreshold: 0.8 }, { minPredicted: 2, minGroundTruth: 0 }).falseRegions,
    ).toBe(0);
  });
});

it('an image that is void everywhere counts neither as clean nor as masks', () => {
  const sweep = [0.2, 0.6];
  expect(ask(Array(8).fill(255), { sweep })).toMatchObject({ masks: null, falseRegions: null });
  expect(ask([0, ...Array(7).fill(255)], { sweep })).toMatchObject({
    masks: expect.anything(),
    falseRegions: 1,
  });
});

describe('the alarms of an image', () => {
  // Of the three regions of SCORES at 0.5 one lies on the anomaly, one on void.
  const LABELS = [0, 1, 0, 0, 0, 0, 255, 0];
  const asked = { alarms: true, thresholds: { pooled: 0.9, smiyc: null } };

  it('are the regions at the default threshold that touch no anomaly, and its pixels', () => {
    expect(ask(LABELS, asked)).toMatchObject({
      falseRegions: null,
      alarms: {
        falseAlarms: 1,
        atDefault: { truePositives: 1, falsePositives: 3, falseNegatives: 0, trueNegatives: 3 },
        atBest: { truePositives: 0, falsePositives: 1, falseNegatives: 1, trueNegatives: 5 },
      },
    });
    const filters = { minPredicted: 3, minGroundTruth: 0 };
    expect(ask(LABELS, asked, filters).alarms?.falseAlarms).toBe(0);
  });

  it('compare a threshold as the float32 that a score is', () => {
    // As a float64, 0.7 lies above the score of 0.7.
    const { alarms } = ask(LABELS, { ...asked, defaultThreshold: 0.7 });
    expect(alarms?.atDefault.falsePositives).toBe(2);
  });

  it('are there without anomalies, and without a best F1', () => {
    const answer = ask(Array(8).fill(0), { alarms: true });
    expect(answer).toMatchObject({ falseRegions: 3, alarms: { falseAlarms: 3, atBest: null } });
  });

  it('are missing where nobody asks, nothing is known, or there is no default threshold', () => {
    expect(ask(LABELS, {})).not.toHaveProperty('alarms');
    expect(ask(Array(8).fill(255), asked)).not.toHaveProperty('alarms');
    expect(ask(LABELS, { ...asked, defaultThreshold: null })).not.toHaveProperty('alarms');
  });
});

describe('false alarms', () => {
  const alarmsAt = [0.5, 0.75];
  it('are counted where they are asked for, of shown regions that touch no anomaly', () => {
    expect(ask([1, 1, 0, 0, 0, 0, 0, 0], { alarmsAt }).falseAlarms).toEqual([2, 2]);
    expect(ask([1, 1, 0, 0, 0, 0, 255, 0], { alarmsAt }).falseAlarms).toEqual([1, 1]);
    expect(ask([0, 0, 0, 0, 0, 0, 0, 0], {})).not.toHaveProperty('falseAlarms');
  });

  it('are those that the alarms count, where both do at one threshold', () => {
    const objects = [1, 1, 0, 1, 0, 0, 0, 0];
    for (const minPredicted of [0, 2])
      for (const minGroundTruth of [0, 2]) {
        const filters = { minPredicted, minGroundTruth };
        const both = ask(objects, { alarms: true, alarmsAt: [0.5] }, filters);
        expect(both.falseAlarms).toEqual([both.alarms?.falseAlarms]);
      }
  });

  it('are none of an image that is void everywhere', () => {
    expect(ask(Array(8).fill(255), { alarmsAt })).not.toHaveProperty('falseAlarms');
  });
});

describe('an image with an anomaly', () => {
  it('is no clean one, and has what was asked for', () => {
    const { counts, masks, falseRegions } = ask([1, 1, 0, 0, 0, 0, 0, 0], {
      thresholds: { pooled: 0.6, smiyc: 0.6 },
      sweep: [0, 0.6],
    });
    expect(falseRegions).toBeNull();
    expect(counts.pooled).toMatchObject({ truth: 1, predicted: 2, found: 0 });
    expect(counts.smiyc).toEqual(counts.pooled);
    expect(masks?.IoU).toEqual([2 / 5, 0]);
  });

  it('has its components counted at the threshold of each definition', () => {
    const { counts } = ask([1, 1, 0, 0, 0, 0, 0, 0], { thresholds: { pooled: 0.6, smiyc: 0.4 } });
    expect([counts.pooled?.predicted, counts.smiyc?.predicted]).toEqual([2, 3]);
  });
});
