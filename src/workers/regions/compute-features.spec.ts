import { describe, expect, it } from 'vitest';
import { FEATURE_NAMES, FEATURES } from '#src/core/meta/feature-names';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { ensureScore } from '#src/workers/scores/scores';
import { createFakeModels } from '#src/workers/testing/fake-models';
import {
  featuresOfRegions,
  largestId,
  regionsOnLabel,
  regionsOutsideVoid,
} from './compute-features';
import { trueRegions } from './labelled-regions';

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

  it('come with what they are made of and meet', async () => {
    const { context, entry, runs } = createFakeModels(['max-entropy']);
    const { width, height } = entry.size;
    const data = Uint8Array.from({ length: width * height }, (_, i) => Number(i < width));
    const label = { width, height, data };
    const scores = Float32Array.from({ length: width * height }, (_, i) => (i % width) / width);
    const found = await regionsOnLabel(
      context,
      entry,
      { truth: label, labelled: trueRegions(label) },
      { scores, settings: SETTINGS, threshold: 0.5 },
    );
    expect(found.regions.count).toBe(1);
    expect(found.features[FEATURE_NAMES.indexOf('S')]).toBe((width / 2) * height);
    expect(found).toMatchObject({ overlaps: [[0]], trueRegions: 1 });
    expect(runs).toEqual(['max-entropy']);
  });

  it('are cancelled with the request', async () => {
    const { context, entry, runs } = createFakeModels(['max-entropy']);
    const regions = { ids: new Uint32Array(64 * 32), count: 0, ...entry.size };
    const asked = featuresOfRegions(context, entry, regions, SETTINGS, AbortSignal.abort());
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect(runs).toEqual([]);
  });

  it('read the logits of the block where the score does, and the closed set otherwise', async () => {
    const { context, entry } = createFakeModels(['rpl', 'base']);
    const ids = new Uint32Array(64 * 32).fill(1);
    const classProbability = async (methodId: string, index: number) => {
      const settings = settingsFor(methodById(methodId), { gamma: 2 });
      const regions = { ids, count: 1, ...entry.size };
      const features = await featuresOfRegions(context, entry, regions, settings);
      return features[FEATURE_NAMES.indexOf(`cprob${index}`)];
    };
    expect(await classProbability('rpl', 1)).toBeGreaterThan(0.9); // the block adds to class 1
    expect(await classProbability('mahalanobis', 1)).toBeGreaterThan(0.5); // winner of the second
    expect(await classProbability('mahalanobis', 0)).toBeLessThan(0.1);
  });

  it('are numbered up to the largest id', () => {
    expect(largestId(Uint32Array.of(0, 3, 2))).toBe(3);
    expect(largestId(Uint32Array.of(0, 0))).toBe(0);
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
