import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { countsByTruth } from '#src/core/metrics/counts-by-truth';
import { imageHistogram } from '#src/core/metrics/image-histogram';
import { pixelMetrics } from '#src/core/metrics/pixel-metrics';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { MethodSettings } from '#src/protocol/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture, TruthOfPicture } from '#src/workers/state/held-picture';
import { PictureStore } from '#src/workers/state/picture-store';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { Measurer } from './measurer';
import { scoresOnGrid } from './scores-on-grid';

const ENTROPY = settingsFor(methodById('entropy'));
const MSP = settingsFor(methodById('msp'));
const IMPORTED = { methodId: 'file:1', parameters: {}, blur: false };
const FILTERS = { minPredicted: 0, minGroundTruth: 0 };
const GRID = { width: 32, height: 16 };

/** Anomalies in the left half. */
const MASK: LabelReading = { as: 'ids', anomaly: [1], ignore: [255] };
const truthOf = (reading: LabelReading, valueAt = (x: number) => Number(x < 16), grid = GRID) => {
  const data = Uint8Array.from({ length: grid.width * grid.height }, (_, i) =>
    valueAt(i % grid.width),
  );
  return { ...grid, data, reading, map: { release: () => {} } } as unknown as TruthOfPicture;
};

let context: EngineContext;
let entry: HeldPicture;
let runs: string[];
let measurer: Measurer;
/** Takes the place of an earlier score of the same file name. */
let files = 0;
function importScore(data: Float32Array): void {
  const map = context.compute.importScore(new Float32Array(64 * 32), entry.size);
  entry.imported.set('file:1', { stored: { ...GRID, data }, map, serial: ++files });
}
const measure = (settings: MethodSettings[], signal?: AbortSignal) =>
  measurer.measure({ pictureId: 'road', settings }, signal);
const at = (settings: MethodSettings, threshold = 0.5, filters = FILTERS) =>
  measurer.measureAt({
    pictureId: 'road',
    settings,
    threshold,
    filters,
    classifier: null,
    removeAbove: null,
  });

beforeEach(() => {
  const fake = createFakeModels(['base']);
  entry = fake.entry;
  runs = fake.runs;
  const pictures = new PictureStore();
  pictures.add('road', entry);
  context = { ...fake.context, pictures };
  entry.truth = truthOf(MASK);
  measurer = new Measurer(context);
});

describe('metrics over all thresholds', () => {
  it('are those of the scores on the grid of the label, in the order of the settings', async () => {
    const [first, second] = await measure([MSP, ENTROPY]);
    expect([first?.methodId, second?.methodId]).toEqual(['msp', 'entropy']);
    const [scores] = await scoresOnGrid(context, entry, GRID, [ENTROPY]);
    const expected = pixelMetrics(imageHistogram(scores as Float32Array, truthOf(MASK).data));
    expect(second?.metrics).toEqual(expected);
    expect(second?.counts).toEqual(
      countsByTruth(imageHistogram(scores as Float32Array, truthOf(MASK).data)),
    );
    expect(second?.precisionRecall.length).toBeGreaterThan(1);
    expect(second?.precisionRecall).not.toEqual(second?.ROC);
    expect(runs).toEqual(['base']);
  });

  it('are none where the label holds classes, and nothing runs for them', async () => {
    entry.truth = truthOf({ as: 'train-ids' });
    expect(await measure([ENTROPY])).toEqual([]);
    expect(runs).toEqual([]);
  });

  it('need a label', async () => {
    entry.truth = null;
    await expect(measure([ENTROPY])).rejects.toMatchObject({
      code: 'label-unknown',
      message: 'This picture has no ground truth.',
      retryable: true,
    });
  });

  it('end when they are cancelled, also between two methods', async () => {
    await expect(measure([ENTROPY], AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(runs).toEqual([]);
    await measure([ENTROPY, MSP]);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 0);
    await expect(measure([ENTROPY, MSP], controller.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('the scores that are measured', () => {
  const sampled = () => vi.spyOn(context.compute, 'scores');

  it('are sampled once, for every threshold', async () => {
    const scores = sampled();
    await at(ENTROPY, 0.1);
    await at(ENTROPY, 0.2);
    expect(scores).toHaveBeenCalledTimes(1);
    await at(MSP);
    await measure([MSP, ENTROPY]);
    expect(scores).toHaveBeenCalledTimes(2);
  });

  it('are sampled again on another grid, and for another picture', async () => {
    const scores = sampled();
    await at(ENTROPY);
    entry.truth = truthOf(MASK, undefined, { width: 16, height: 8 });
    await at(ENTROPY);
    expect(scores).toHaveBeenCalledTimes(2);
    const other = createFakeModels(['base']).entry;
    other.truth = truthOf(MASK, undefined, { width: 16, height: 8 });
    context.pictures.add('road', other);
    await at(ENTROPY);
    expect(scores).toHaveBeenCalledTimes(3);
  });

  it('of a file are those of the last file', async () => {
    const fill = (value: number) => importScore(new Float32Array(512).fill(value));
    fill(1);
    expect((await at(IMPORTED)).pixels.recall).toBe(1);
    fill(0);
    expect((await at(IMPORTED)).pixels.recall).toBe(0);
    expect(await measure([ENTROPY, IMPORTED])).toMatchObject([
      { methodId: 'entropy' },
      { methodId: 'file:1', metrics: { AP: 0.5 } },
    ]);
  });
});

describe('numbers at a threshold', () => {
  it('leave out predicted regions that are too small', async () => {
    const data = new Float32Array(512);
    data.fill(1, 0, 16);
    data.fill(1, 510);
    importScore(data);
    expect((await at(IMPORTED)).components.PPV).toBe(0.5);
    expect((await at(IMPORTED, 0.5, { minPredicted: 3, minGroundTruth: 0 })).components.PPV).toBe(
      1,
    );
  });

  it('follow a label that takes the place of another', async () => {
    importScore(new Float32Array(512).fill(1));
    expect((await at(IMPORTED)).components.PPV).toBe(0.5);
    entry.truth = truthOf(MASK, () => 1);
    expect((await at(IMPORTED)).components.PPV).toBe(1);
  });
});

describe('classes against a label of classes', () => {
  const classes = () => measurer.measureClasses({ pictureId: 'road', modelId: 'base' });

  it('are counted', async () => {
    entry.truth = truthOf({ as: 'train-ids' }, (x) => (x < 8 ? 0 : 1));
    const { counts, metrics } = await classes();
    expect([counts[0], counts[19]]).toEqual([128, 384]); // class 0 is seen everywhere
    expect(counts).toHaveLength(19 * 19);
    expect(metrics.accuracy).toBe(0.25);
  });

  it('cannot be compared with anomalies', async () => {
    await expect(classes()).rejects.toMatchObject({
      code: 'label-values',
      message: 'The label of this picture holds no classes.',
    });
  });
});
