import { beforeEach, describe, expect, it } from 'vitest';
import type { Corruption } from '#src/core/corruptions/corruption';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { type AlarmCurve, pointOfAlarms } from '#src/core/operating-point/alarm-ladder';
import { WISH_KINDS, type Wish, type WishedThresholds } from '#src/core/operating-point/wish';
import { atThresholds } from '#src/evaluation/at-thresholds';
import type { ComponentItem } from '#src/evaluation/component-pass';
import { evaluate } from '#src/evaluation/evaluate';
import { mergeShards } from '#src/evaluation/merge';
import { OPTIONS } from '#src/evaluation/testing/options';
import {
  createPoolingEngine,
  makeItems,
  rememberingFiles,
} from '#src/evaluation/testing/pooling-engine';
import type { EvaluationItem, Shard } from '#src/evaluation/types';
import type { MethodSettings } from '#src/protocol/scores';

const WISHES: Wish[] = [
  { by: 'false-alarms', value: 1 },
  { by: 'recall', value: 0.9 },
  { by: 'precision', value: 0.5 },
];
const SETTINGS = OPTIONS.settings.slice(0, 1) as [MethodSettings];
const READING: LabelReading = { as: 'ids', anomaly: [1], ignore: [255] };

const withoutAnomaly = (items: EvaluationItem[]) =>
  items.map((item) => ({
    ...item,
    label: { name: 'clean.png', read: async () => new Blob([new Uint8Array(16 * 12)]) },
  }));

/** What both passes give of some images, whose pixels are pooled first. */
const points = async (wishes: Wish[], ...rest: [EvaluationItem[]?, number?]) =>
  (await metrics({ wishes }, ...rest))?.operatingPoints;

async function metrics(
  wished: WishedThresholds,
  items = makeItems([1, 2, 3, 4]),
  minPredicted = 1,
) {
  const { engine } = createPoolingEngine();
  const loaded: ComponentItem[] = [];
  await engine.request('restoreEvaluation', { runId: 'run', pools: [], classes: null });
  for (const { stem, image, label } of items) {
    const source = { name: image.name, blob: await image.read() };
    const blob = (await label?.read()) ?? new Blob();
    const about = { name: 'label.png', blob, reading: READING };
    await engine.request('evaluateImage', {
      runId: 'run',
      source,
      label: { ...about, turn: 'if-only-so' },
      settings: SETTINGS,
      closedSetModel: 'base',
      wantScores: false,
    });
    const parts = { source, scoreFiles: [], scoresOf: async () => null };
    loaded.push({ stem, load: async () => ({ stem, label: { ...about, turn: 1 }, ...parts }) });
  }
  const { methods } = await engine.request('evaluationSummary', { runId: 'run', ...wished });
  const filters = { minPredicted, minGroundTruth: 0 };
  const passed = await atThresholds(
    engine,
    loaded,
    SETTINGS,
    methods,
    { filters, slices: null },
    {},
    (_stem, error) => {
      throw error;
    },
  );
  expect(passed.components[0]?.answers.entropy).not.toHaveProperty('falseAlarms');
  expect(passed.methods[0]).not.toHaveProperty('settled');
  return passed.methods[0];
}

describe('the thresholds that a person wishes for', () => {
  it('are there for each wish, in their order, with what they are worth', async () => {
    const [alarms, recall, precision] = (await points(WISHES)) ?? [];
    expect([alarms, recall, precision].map((point) => point?.wish)).toEqual(WISHES);
    expect(alarms).toMatchObject({ reached: true });
    expect(alarms?.falseAlarms).toBeLessThanOrEqual(1);
    expect(recall?.recall).toBeGreaterThanOrEqual(0.9);
    expect(recall?.recall).toBeLessThan(0.91);
    expect(recall?.falseAlarms).not.toBeNull();
    expect(precision?.precision).toBeGreaterThanOrEqual(0.5);
  });

  it('are none without a wish', async () => {
    expect(await points([])).toBeUndefined();
  });

  it('can be chosen by false alarms later, where these are counted', async () => {
    expect(await metrics({ wishes: WISHES.slice(1) })).not.toHaveProperty('alarms');
    const { alarms, ...plain } = (await metrics({ countsAlarms: true })) ?? {};
    expect(plain).not.toHaveProperty('operatingPoints');
    expect(alarms?.images).toBe(4);
    const { point } = pointOfAlarms(alarms as AlarmCurve, 1);
    const [wished] = (await points(WISHES)) ?? [];
    expect(point?.threshold).toBe(wished?.threshold);
  });

  it('have false alarms of the least size alone', async () => {
    const alarmsOf = async (minPredicted: number) =>
      (await points([{ by: 'recall', value: 0.5 }], undefined, minPredicted))?.[0]?.falseAlarms;
    expect(await alarmsOf(16 * 12)).toBe(0);
    expect(await alarmsOf(1)).toBeGreaterThan((await alarmsOf(3)) as number);
  });

  it('have false alarms of images without anomalies, but no recall', async () => {
    const [alarms, recall, precision] =
      (await points(WISHES, withoutAnomaly(makeItems([1, 2, 3])))) ?? [];
    expect(alarms).toMatchObject({ reached: true, recall: null, precision: 0, falseAlarms: 1 });
    for (const point of [recall, precision])
      expect(point).toMatchObject({ reached: false, threshold: null, falseAlarms: null });
  });

  it('are tried for every kind of wish here', () => {
    expect(WISHES.map(({ by }) => by).sort()).toEqual([...WISH_KINDS].sort());
  });
});

describe('joined shards', () => {
  type Stores = Record<'state' | 'results', ReturnType<typeof rememberingFiles>>;
  let shards: (Stores & { name: string })[];
  const options = { ...OPTIONS, settings: SETTINGS, wishes: WISHES };
  const run = (shard: Shard | null, stores: Stores, corruptions: Corruption[] = []) => {
    const { engine } = createPoolingEngine();
    return evaluate(engine, makeItems([1, 2]), { ...options, shard, corruptions }, {}, stores);
  };
  const emptyStores = (): Stores => ({ state: rememberingFiles(), results: rememberingFiles() });

  beforeEach(async () => {
    shards = [];
    for (const index of [1, 2]) {
      const stores = emptyStores();
      const { methods } = await run({ index, count: 2 }, stores);
      expect(methods[0]).not.toHaveProperty('operatingPoints');
      shards.push({ name: `shard ${index}`, ...stores });
    }
  });

  it('have the thresholds of the whole set', async () => {
    const merged = await mergeShards(createPoolingEngine().engine, shards, options);
    expect(merged.methods[0]?.operatingPoints).toHaveLength(WISHES.length);
    expect(merged).toEqual(await run(null, emptyStores()));
  });

  it('have those of the images as they are, whatever corruptions these are seen under', async () => {
    const { methods } = await mergeShards(createPoolingEngine().engine, shards, options);
    const corrupted = await run(null, emptyStores(), [{ kind: 'blur', level: 100 }]);
    expect(corrupted.corruptions).toHaveLength(2);
    expect(corrupted.methods).toEqual(methods);
  });
});
