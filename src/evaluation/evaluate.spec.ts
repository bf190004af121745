import { describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { OPTIONS } from '#src/evaluation/testing/options';
import {
  createPoolingEngine,
  makeItems,
  type PoolingEngine,
  rememberingFiles,
} from '#src/evaluation/testing/pooling-engine';
import { methodById } from '#src/methods/registry';
import { evaluate, itemsOf } from './evaluate';
import { mergeShards } from './merge';
import type {
  Evaluation,
  EvaluationControl,
  EvaluationItem,
  EvaluationOptions,
  EvaluationStores,
  Shard,
} from './types';

const SEEDS = [1, 2, 3, 4, 5];

interface Call {
  parts?: PoolingEngine;
  items?: EvaluationItem[];
  options?: Partial<EvaluationOptions>;
  control?: EvaluationControl;
  stores?: Partial<EvaluationStores>;
}

function run({
  parts = createPoolingEngine(),
  items = makeItems(SEEDS),
  options,
  control = {},
  stores,
}: Call = {}): Promise<Evaluation> {
  return evaluate(parts.engine, items, { ...OPTIONS, ...options }, control, {
    state: rememberingFiles(),
    results: null,
    ...stores,
  });
}

/** Ends the run when an image is finished. */
function endAfter(stem: string): EvaluationControl {
  const controller = new AbortController();
  const onProgress: EvaluationControl['onProgress'] = ({ image }) =>
    image?.stem === stem && controller.abort();
  return { signal: controller.signal, onProgress };
}

describe('an evaluation', () => {
  it('names the files that run before its networks, too, and the tables of words', async () => {
    const parts = createPoolingEngine();
    const request = parts.engine.request.bind(parts.engine);
    parts.engine.request = (async (name: 'prepareModel', params: { modelId: string }) => {
      const answer = await request(name, params);
      if (params.modelId !== 'base') return answer;
      return { ...answer, needs: ['trunk'], tables: { 'words/a.bin': 'a5' } };
    }) as typeof parts.engine.request;
    const { models } = await run({ parts });
    expect(models).toEqual({ base: '0'.repeat(64), trunk: '0'.repeat(64), 'words/a.bin': 'a5' });
  });

  it('gives metrics, intervals and components of every method', async () => {
    const { images, errors, methods, models } = await run();
    expect(images.map(({ stem }) => stem)).toEqual(['s0', 's1', 's2', 's3', 's4']);
    expect([errors, models]).toEqual([[], { base: '0'.repeat(64) }]);
    expect(methods.map(({ methodId }) => methodId)).toEqual(['entropy', 'max-logit']);
    for (const { pooled, smiyc, intervals, components } of methods) {
      expect(pooled.AP).toBeGreaterThan(pooled.prior ?? 1);
      expect(smiyc.AP).toBeCloseTo(pooled.AP ?? 0, 1);
      expect(intervals.AP?.low).toBeLessThan(pooled.AP ?? 0);
      expect(components.pooled?.sIoU).toBeGreaterThan(0);
      expect(components.smiyc?.sIoU).toBeGreaterThan(0);
    }
  });

  it('counts false alarms of images without anomalies, of a set of them too', async () => {
    const clean = makeItems(SEEDS).map((item) => ({
      ...item,
      label: { name: 'clean.png', read: async () => new Blob([new Uint8Array(16 * 12)]) },
    }));
    const { methods, errors } = await run({ items: clean });
    expect(errors).toEqual([]);
    const threshold = methodById('entropy').defaultThreshold;
    // Random scores of 0 to 1.3: every image has a pixel at the default threshold of the entropy.
    expect(methods[0]).toMatchObject({
      clean: { images: 5, withRegion: 5, threshold },
      components: { pooled: null, smiyc: null },
      pooled: { AP: null, prior: 0 },
    });
    const filters = { minPredicted: 16 * 12, minGroundTruth: 0 };
    expect((await run({ items: clean, options: { filters } })).methods[0]!.clean).toMatchObject({
      images: 5,
      withRegion: 0,
    });
    const [mixed] = (await run({ items: [...clean.slice(0, 2), ...makeItems(SEEDS).slice(2)] }))
      .methods;
    expect(mixed!.clean).toMatchObject({ images: 2, withRegion: 2 });
  });

  it('goes on after a broken image and names it', async () => {
    const broken = await run({ items: makeItems([1, 2, 0, 4]) });
    expect(broken.errors).toEqual([
      { file: 's2.jpg', code: 'picture-unreadable', message: 'The picture is damaged.' },
    ]);
    const without = await run({
      items: makeItems([1, 2, 0, 4]).filter(({ stem }) => stem !== 's2'),
    });
    expect(broken.methods).toEqual(without.methods);
  });

  it('reports an image without a label', async () => {
    const items = makeItems([1, 2]).map((item, i) => (i === 0 ? { ...item, label: null } : item));
    const { images, errors } = await run({ items });
    expect([images.length, errors.map(({ file, code }) => [file, code])]).toEqual([
      1,
      [['s0.jpg', 'label-unknown']],
    ]);
  });

  it('takes the same components from saved scores', async () => {
    const results = rememberingFiles();
    expect(await run({ stores: { results } })).toEqual(await run());
    expect([...results.files.keys()].slice(0, 2)).toEqual([
      'scores/entropy/s0.npy',
      'scores/max-logit/s0.npy',
    ]);
  });

  it('waits while it is paused', async () => {
    const seen: string[] = [];
    let resume = () => {};
    const paused = () =>
      seen.length === 2 ? new Promise<void>((resolve) => (resume = resolve)) : null;
    const running = run({
      control: { paused, onProgress: ({ image }) => image && seen.push(image.stem) },
    });
    await expect.poll(() => seen).toEqual(['s0', 's1']);
    seen.push('resumed');
    resume();
    expect((await running).images).toHaveLength(5);
  });
});

describe('an interrupted evaluation', () => {
  it('goes on where it stopped and ends in the same result', async () => {
    const state = rememberingFiles();
    await expect(run({ control: endAfter('s1'), stores: { state } })).rejects.toMatchObject({
      code: 'cancelled',
    });
    const parts = createPoolingEngine();
    expect(await run({ parts, stores: { state } })).toEqual(await run());
    expect(parts.evaluated).toEqual(['s2.jpg', 's3.jpg', 's4.jpg']);
  });

  it('keeps no more than one checkpoint', async () => {
    const state = rememberingFiles();
    await run({ stores: { state } });
    const bootstraps = [...state.files.keys()].filter((name) => name.startsWith('bootstrap-'));
    expect(bootstraps).toHaveLength(SEEDS.length * OPTIONS.settings.length);
    const others = [...state.files.keys()].filter((name) => !bootstraps.includes(name));
    expect(others.map((name) => name.replace(/\d+/, 'n')).sort()).toEqual([
      'checkpoint',
      'pool-n-entropy',
      'pool-n-max-logit',
    ]);
  });

  it.each<[string, Call]>([
    ['other settings', { options: { longSide: 1024 } }],
    ['a second look', { options: { secondLook: 1536 } }],
    ['another image of the same name', { items: makeItems([9, 2, 3, 4, 5]) }],
    ['labels read otherwise', { options: { labels: { ...OPTIONS.labels, anomaly: [1] } } }],
    ['an image less', { items: makeItems(SEEDS).slice(1) }],
  ])('is not mixed with %s', async (_, change) => {
    const state = rememberingFiles();
    await expect(run({ control: endAfter('s1'), stores: { state } })).rejects.toMatchObject({
      code: 'cancelled',
    });
    await expect(run({ ...change, stores: { state } })).rejects.toMatchObject({
      code: 'evaluation-state',
    });
  });

  it('survives a new worker', async () => {
    const parts = createPoolingEngine();
    let died = false;
    parts.beforeImage = (name) => {
      if (name !== 's3.jpg' || died) return;
      died = true;
      parts.forget();
      throw new AnomalensError('engine-crashed', 'The engine stopped.', true);
    };
    expect(await run({ parts })).toEqual(await run());
  });

  it('gives an image up that ends the worker again and again', async () => {
    const parts = createPoolingEngine();
    parts.beforeImage = (name) => {
      if (name !== 's3.jpg') return;
      parts.forget();
      throw new AnomalensError('engine-crashed', 'The engine stopped.', true);
    };
    const { images, errors } = await run({ parts });
    expect([images.length, errors.map(({ file }) => file)]).toEqual([4, ['s3.jpg']]);
  });
});

describe('shards', () => {
  async function shardOf(shard: Shard, { items, options }: Call = {}) {
    const [state, results] = [rememberingFiles(), rememberingFiles()];
    const call: Call = { options: { ...options, shard }, stores: { state, results } };
    const evaluation = await run(items ? { ...call, items } : call);
    return { evaluation, stores: { name: `shard ${shard.index}`, state, results } };
  }

  it('merged equal one run; each by itself has no components', async () => {
    const shards = [await shardOf({ index: 2, count: 2 }), await shardOf({ index: 1, count: 2 })];
    expect(shards[0]!.evaluation.methods[0]!.components).toEqual({ pooled: null, smiyc: null });
    const stores = shards.map((shard) => shard.stores);
    expect(await mergeShards(createPoolingEngine().engine, stores, OPTIONS)).toEqual(await run());
    const baseline = 'max-logit';
    const against = await mergeShards(createPoolingEngine().engine, stores, {
      ...OPTIONS,
      baseline,
    });
    expect(against).toEqual(await run({ options: { baseline } }));
  });

  it('merged keep what S2M is compared with', async () => {
    const settings = [
      ...OPTIONS.settings,
      { methodId: 's2m', parameters: { source: 5 }, blur: false },
    ];
    const whole = await run({ options: { settings } });
    const [entropy, maxLogit, s2m] = whole.methods;
    expect(maxLogit!.masks).toBeNull();
    expect(entropy!.masks).toMatchObject({ difference: null });
    expect(Object.keys(entropy!.masks?.IoUPerImage ?? {})).toEqual(['s0', 's1', 's2', 's3', 's4']);
    expect(s2m!.masks?.difference?.to).toBe('entropy');
    const [low, high] = [
      s2m!.masks?.difference?.componentF1?.low ?? 1,
      s2m!.masks?.difference?.componentF1?.high ?? -1,
    ];
    const apart = (s2m!.components.pooled?.F1 ?? 0) - (entropy!.components.pooled?.F1 ?? 0);
    expect([low < high, low <= apart, apart <= high]).toEqual([true, true, true]);
    expect(s2m!.masks?.bestIoU).toBeGreaterThan(0);
    const shards = [];
    for (const index of [1, 2]) {
      const [state, results] = [rememberingFiles(), rememberingFiles()];
      await run({ options: { settings, shard: { index, count: 2 } }, stores: { state, results } });
      shards.push({ name: `shard ${index}`, state, results });
    }
    const merged = await mergeShards(createPoolingEngine().engine, shards, OPTIONS);
    expect(merged.methods.map(({ masks }) => masks)).toEqual(
      whole.methods.map(({ masks }) => masks),
    );
  });

  it('are refused when one is missing, given twice or unfinished', async () => {
    const { stores: first } = await shardOf({ index: 1, count: 2 });
    const { stores: second } = await shardOf({ index: 2, count: 2 });
    const merge = (stores: (typeof first)[]) =>
      mergeShards(createPoolingEngine().engine, stores, OPTIONS);
    await expect(merge([first])).rejects.toThrow(/missing: 2/);
    await expect(merge([first, second, second])).rejects.toThrow(/given twice/);
    await expect(merge([first, { ...second, state: rememberingFiles() }])).rejects.toThrow(
      /shard 2 holds no histograms/,
    );
  });

  it.each<[string, Call]>([
    ['read by other rules', { options: { labels: { ...OPTIONS.labels, anomaly: [255] } } }],
    ['turned', { items: makeItems(SEEDS).map((item) => ({ ...item, turn: true })) }],
  ])('are refused when the labels of one are %s', async (_, change) => {
    const { stores: first } = await shardOf({ index: 1, count: 2 });
    const { stores: second } = await shardOf({ index: 2, count: 2 }, change);
    const merging = mergeShards(createPoolingEngine().engine, [first, second], OPTIONS);
    await expect(merging).rejects.toThrow(/different settings/);
  });

  it('hold every image exactly once', () => {
    const items = makeItems(SEEDS);
    const stems = [1, 2, 3].flatMap((index) =>
      itemsOf(items, { index, count: 3 }).map(({ stem }) => stem),
    );
    expect(stems.sort()).toEqual(items.map(({ stem }) => stem));
    expect(() => itemsOf(items, { index: 0, count: 3 })).toThrow(/1\/3 to 3\/3/);
  });
});
