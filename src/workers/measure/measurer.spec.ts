import { describe, expect, it } from 'vitest';
import type { MetaClassifier } from '#src/core/meta/removal';
import meta from '#src/methods/data/max-entropy.meta.json';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { TruthOfPicture } from '#src/workers/state/held-picture';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { Measurer } from './measurer';

const FILTERS = { minPredicted: 0, minGroundTruth: 0 };
const CLASSIFIER: MetaClassifier = { serial: 0, model: meta };

/**
 * Everything above the threshold is one region; the label marks the upper rows as anomaly, and the
 * columns from `voidFrom` as void.
 */
function measured(anomalousRows: number, voidFrom = Infinity) {
  const { context, entry } = createFakeModels(['max-entropy']);
  const { width, height } = entry.size;
  const valueAt = (x: number, y: number) => (x >= voidFrom ? 255 : Number(y < anomalousRows));
  const data = Uint8Array.from({ length: width * height }, (_, index) =>
    valueAt(index % width, Math.floor(index / width)),
  );
  entry.truth = {
    width,
    height,
    data,
    reading: { as: 'ids', anomaly: [1], ignore: [255] },
  } as unknown as TruthOfPicture;
  const measurer = new Measurer({
    ...context,
    pictures: { get: () => entry },
  } as unknown as typeof context);
  const settings = settingsFor(methodById('max-entropy'));
  return (classifier: MetaClassifier | null, removeAbove: number | null) =>
    measurer.measureAt({
      pictureId: 'p',
      settings,
      threshold: 0,
      filters: FILTERS,
      classifier,
      removeAbove,
    });
}

describe('numbers at a threshold', () => {
  it('are of all regions without removal', async () => {
    const thresholds = measured(8);
    const plain = await thresholds(null, null);
    expect(plain).toMatchObject({ pixels: { recall: 1, precision: 0.25 }, detection: null });
    const judged = await thresholds(CLASSIFIER, null);
    expect(judged).toMatchObject({ pixels: plain.pixels, components: plain.components });
    expect(judged.detection).toMatchObject({ overlaps: [[0]], trueRegions: 1 });
    expect(judged.detection?.probabilities).toHaveLength(1);
  });

  it('are of the mask without the removed regions', async () => {
    const thresholds = measured(8);
    const [probability] = (await thresholds(CLASSIFIER, null)).detection?.probabilities ?? [];
    expect(await thresholds(CLASSIFIER, probability!)).toMatchObject({
      pixels: { recall: 1 },
      components: { PPV: 0.25 },
    });
    const removed = await thresholds(CLASSIFIER, probability! / 2);
    expect(removed).toMatchObject({ pixels: { recall: 0, IoU: 0 }, components: { sIoU: 0 } });
    expect(removed.detection?.overlaps).toEqual([[0]]); // what has been judged, kept or not
  });

  it('judge the regions outside void', async () => {
    const whole = await measured(0)(CLASSIFIER, null);
    const half = await measured(0, 20)(CLASSIFIER, null);
    expect(half.detection).toMatchObject({ overlaps: [[]], trueRegions: 0 });
    expect(half.detection?.probabilities[0]).not.toBe(whole.detection?.probabilities[0]);
    expect((await measured(0, 0)(CLASSIFIER, null)).detection).toMatchObject({ overlaps: [] });
  });
});
