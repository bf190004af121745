import { describe, expect, it } from 'vitest';
import { pixelMetrics } from '#src/core/metrics/pixel-metrics';
import { ScoreHistogram } from '#src/core/metrics/score-histogram';
import { emptySparse, packSparse } from '#src/core/metrics/sparse-histogram';
import { random } from '#src/core/random';
import type { ComponentItem } from '#src/evaluation/component-pass';
import { createPoolingEngine } from '#src/evaluation/testing/pooling-engine';
import { EvaluationPools } from '#src/workers/measure/evaluation-pools';
import { thresholdPass } from './threshold-pass';

const ID = 'entropy';
const SETTINGS = { methodId: ID, parameters: {}, blur: false };
/** What the pooling engine takes for the grid of a label. */
const PIXELS = 16 * 12;
/** Bins of about a thousandth between a half and a quarter, so that most of them are mixed. */
const COARSE_BITS = 17;

/** Random scores within few bins, a little higher where the label says anomaly. */
const images = [3, 5, 7].map((seed) => {
  const next = random(seed);
  const labels = Uint8Array.from({ length: PIXELS }, () => Number(next() < 0.3));
  const scores = Float32Array.from(labels, (label) => 0.3 + 0.004 * (next() + 0.4 * label));
  return { labels, scores };
});

function summaryAt(bits: number) {
  const pools = new EvaluationPools();
  const empty = {
    histogram: packSparse(emptySparse(bits, 0)),
    smiyc: packSparse(emptySparse(32, 0)),
  };
  pools.restore([{ methodId: ID, ...empty }], null);
  for (const { labels, scores } of images) pools.add([ID], [scores], labels);
  return pools.summary().methods;
}

const items: ComponentItem[] = images.map(({ labels, scores }, i) => ({
  stem: `s${i}`,
  load: async () => ({
    stem: `s${i}`,
    label: {
      name: 'l.png',
      blob: new Blob([labels as Uint8Array<ArrayBuffer>]),
      reading: { as: 'ids', anomaly: [1], ignore: [255] },
      turn: 1,
    },
    source: null,
    scoreFiles: [],
    scoresOf: async () => scores.slice(),
  }),
}));

function exact() {
  const pool = new ScoreHistogram();
  for (const { labels, scores } of images) pool.add(scores, labels);
  const { bestF1, threshold } = pixelMetrics(pool.toSparse());
  return { bestF1, threshold };
}

async function passed(bits: number, given = items, failures: string[] = []) {
  const seen: string[] = [];
  const { engine } = createPoolingEngine();
  const [method] = await thresholdPass(
    engine,
    given,
    [SETTINGS],
    summaryAt(bits),
    { onProgress: ({ phase, stem }) => seen.push(`${phase} ${stem}`) },
    (stem) => failures.push(stem),
  );
  return { method, seen };
}

describe('the threshold of a set', () => {
  it('is that of all its pixels, and nothing else of the metrics changes', async () => {
    const [coarse] = summaryAt(COARSE_BITS);
    expect(coarse?.pooled.threshold).not.toBe(exact().threshold);
    const { method, seen } = await passed(COARSE_BITS);
    expect(method?.pooled).toEqual({ ...coarse?.pooled, ...exact() });
    expect(method).not.toHaveProperty('search');
    expect(method?.smiyc).toEqual(coarse?.smiyc);
    expect(seen).toEqual(['threshold s0', 'threshold s1', 'threshold s2']);
  });

  it('is there without a look at the images where the bins are exact', async () => {
    const { method, seen } = await passed(32);
    expect(method?.pooled).toMatchObject(exact());
    expect(seen).toEqual([]);
  });

  it('is found without an image that fails, which is named', async () => {
    const failures: string[] = [];
    const broken = { stem: 'broken', load: () => Promise.reject(new Error('gone')) };
    const { method } = await passed(COARSE_BITS, [...items, broken], failures);
    expect(method?.pooled).toMatchObject(exact());
    expect(failures).toEqual(['broken']);
  });
});
