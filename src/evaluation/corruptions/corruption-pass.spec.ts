import { expect, it } from 'vitest';
import type { Corruption } from '#src/core/corruptions/corruption';
import { AnomalensError } from '#src/core/errors';
import { encodeNpy } from '#src/core/npy';
import { evaluate } from '#src/evaluation/evaluate';
import { OPTIONS } from '#src/evaluation/testing/options';
import {
  createPoolingEngine,
  makeItems,
  type PoolingEngine,
  rememberingFiles,
} from '#src/evaluation/testing/pooling-engine';
import type {
  EvaluationControl,
  EvaluationItem,
  EvaluationOptions,
  FileStore,
} from '#src/evaluation/types';

const SEEDS = [1, 2];
/** The engine of the specs makes all scores higher by the level. */
const CORRUPTIONS: Corruption[] = [
  { kind: 'noise', level: 0.125 },
  { kind: 'blur', level: 100 },
];

const OURS = { methodId: 'imported:ours', parameters: {}, blur: false };

interface Call {
  parts?: PoolingEngine;
  items?: EvaluationItem[];
  options?: Partial<EvaluationOptions>;
  control?: EvaluationControl;
  results?: FileStore;
}

const run = ({ parts = createPoolingEngine(), items, options, control, results }: Call = {}) =>
  evaluate(
    parts.engine,
    items ?? makeItems(SEEDS),
    { ...OPTIONS, corruptions: CORRUPTIONS, ...options },
    control ?? {},
    { state: rememberingFiles(), results: results ?? null },
  );

/** Pools and intervals take seconds: what several specs look at is measured once. */
const seen: string[] = [];
const onProgress: EvaluationControl['onProgress'] = ({ phase, corruption, stem }) => {
  if (phase === 'components') seen.push(`${corruption?.kind ?? '-'} ${stem}`);
};
const measured = run({ control: { onProgress } });

it('the images as they are come first, and have the metrics of the set', async () => {
  const { corruptions, methods } = await measured;
  expect(corruptions?.map(({ corruption, images }) => [corruption?.kind ?? null, images])).toEqual([
    [null, 2],
    ['noise', 2],
    ['blur', 2],
  ]);
  for (const { methodId, pooled, components } of methods) {
    const { AP, AUROC, FPR95 } = pooled;
    const asItIs = corruptions?.[0]?.methods[methodId];
    expect(asItIs).toMatchObject({ AP, AUROC, FPR95, componentF1: components.pooled?.F1 });
    expect(asItIs?.F1).toBeCloseTo(pooled.bestF1 as number, 12);
  }
});

it('thresholds stay where they were, while ranks are counted anew', async () => {
  const [asItIs, little, much] = (await measured).corruptions ?? [];
  for (const id of ['entropy', 'max-logit']) {
    const [before, low, high] = [asItIs, little, much].map((result) => result?.methods[id]);
    // All scores of a set are shifted alike: no rank changes.
    expect(low?.AP).toBeCloseTo(before?.AP as number, 6);
    expect(low?.AUROC).toBeCloseTo(before?.AUROC as number, 6);
    expect(low?.F1).toBeLessThan(before?.F1 as number);
    expect(low?.flagged).toBeGreaterThanOrEqual(before?.flagged as number);
    // Everything is one region, which touches the anomaly.
    expect(high).toMatchObject({ flagged: 1, falseAlarms: 0 });
  }
});

it('progress says under what', async () => {
  await measured;
  expect(seen).toEqual(['- s0', '- s1', 'noise s0', 'noise s1', 'blur s0', 'blur s1']);
});

it('everything else of the result is what it is without corruptions', async () => {
  const { corruptions: _, ...others } = await measured;
  expect(others).toEqual(await run({ options: { corruptions: [] } }));
});

it('saved scores are of the images as they are, and nothing more is saved', async () => {
  const results = rememberingFiles();
  expect((await run({ results })).corruptions).toEqual((await measured).corruptions);
  expect(results.files.size).toBe(SEEDS.length * OPTIONS.settings.length);
});

it('an image that fails under a corruption is named with it, and missing there alone', async () => {
  const parts = createPoolingEngine();
  const request = parts.engine.request.bind(parts.engine);
  parts.engine.request = (async (
    name: 'evaluateComponents',
    params: { source?: { name: string; corruption?: Corruption } },
  ) => {
    const { source } = params;
    if (source?.name === 's1.jpg' && source.corruption?.kind === 'noise')
      throw new AnomalensError('out-of-memory', 'It is too large.', true);
    return request(name, params as never);
  }) as typeof parts.engine.request;
  const { corruptions, errors } = await run({ parts });
  expect(corruptions?.map(({ images }) => images)).toEqual([2, 1, 2]);
  expect(errors).toEqual([
    {
      file: 's1.jpg',
      code: 'out-of-memory',
      message: 'It is too large. (Gaussian noise, standard deviation 0.125 of 255)',
    },
  ]);
});

it('scores from files stay out: they do not follow the picture', async () => {
  const score = encodeNpy(
    Float32Array.from({ length: 16 * 12 }, (_, i) => i),
    [12, 16],
  );
  const items = makeItems(SEEDS).map((item) => ({
    ...item,
    scores: [
      {
        methodId: OURS.methodId,
        file: { name: 'ours.npy', read: async () => new Blob([score]) },
        turn: false,
      },
    ],
  }));
  const { corruptions, methods } = await run({
    items,
    options: { settings: [...OPTIONS.settings, OURS] },
  });
  expect(methods).toHaveLength(3);
  for (const result of corruptions ?? [])
    expect(Object.keys(result.methods)).toEqual(['entropy', 'max-logit']);
});

it.each<[string, Partial<EvaluationOptions>, string]>([
  ['a shard', { shard: { index: 1, count: 2 } }, 'of a whole set'],
  ['classes', { settings: [], closedSet: true }, 'no method reads them'],
  ['scores from files alone', { settings: [OURS] }, 'no method reads them'],
])('of %s are refused before anything is asked', async (_, options, message) => {
  const parts = createPoolingEngine();
  parts.engine.request = () => Promise.reject(new Error('asked'));
  await expect(run({ parts, options })).rejects.toMatchObject({
    code: 'option-invalid',
    message: expect.stringContaining(message),
  });
});
