import { describe, expect, it } from 'vitest';
import { FEATURE_NAMES, FEATURES } from '#src/core/meta/feature-names';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { ensureScore } from '#src/workers/scores/scores';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { featuresOfRegions, regionsOutsideVoid } from './compute-features';

const SETTINGS = settingsFor(methodById('max-entropy'));

describe('regions for meta classification', () => {
  const truth = (...data: number[]) => ({
    data: Uint8Array.from(data),
    width: data.length,
    height: 1,
  });

  it('take the threshold itself, and leave void out before labelling', () => {
    const scores = Float32Array.of(0.7, 0.8, 0.9, 0.2, 0.7);
    expect(regionsOutsideVoid(scores, truth(0, 255, 0, 0, 1), 0.7)).toMatchObject({
      ids: Uint32Array.of(1, 0, 2, 0, 3),
      count: 3,
    });
    expect(regionsOutsideVoid(scores, truth(0, 0, 0, 0, 0), 1.1).count).toBe(0);
  });

  it('read the logits that the score reads', async () => {
    const { context, entry } = createFakeModels(['max-entropy']);
    const { map } = await ensureScore(context, entry, SETTINGS, {});
    const scores = await context.compute.readScore(map);
    // All pixels at or above 0 are one region: its mean entropy is that of the score.
    const ids = scores.map(() => 1);
    const features = await featuresOfRegions(
      context,
      entry,
      { ids: Uint32Array.from(ids), count: 1, ...entry.size },
      SETTINGS,
    );
    expect(features).toHaveLength(FEATURES);
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    expect(features[FEATURE_NAMES.indexOf('E')]).toBeCloseTo(mean, 6);
    expect(features[FEATURE_NAMES.indexOf('cprob0')]).toBeGreaterThan(0.5); // the network's winner
  });
});
