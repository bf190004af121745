import { describe, expect, it } from 'vitest';
import { unpackSparse } from '#src/core/metrics/sparse-histogram';
import { exactMetrics } from '#src/core/metrics/testing/exact';
import { normal, random } from '#src/core/metrics/testing/random';
import { methodById } from '#src/methods/registry';
import { EvaluationPools, EvaluationRuns } from './evaluation-pools';

const METHODS = ['entropy', 'energy'];

/** Fewer scores take fewer bins, which every summary goes through. */
const inSixteenths = (value: number) => Math.round(16 * value) / 16;

/** Images with overlapping scores for both methods, `[H*W]`. */
function makeImages(count: number, pixels = 400) {
  const next = random(7);
  const gauss = normal(next);
  return Array.from({ length: count }, () => {
    const truth = Uint8Array.from({ length: pixels }, () =>
      next() < 0.1 ? 255 : next() < 0.2 ? 1 : 0,
    );
    const scores = METHODS.map((_, shift) =>
      Float32Array.from(truth, (label) => inSixteenths(gauss() + Number(label === 1) - 10 * shift)),
    );
    return { truth, scores };
  });
}

const known = ({ truth, scores }: ReturnType<typeof makeImages>[number], method: number) => ({
  scores: [...scores[method]!].filter((_, i) => truth[i] !== 255),
  labels: [...truth].filter((label) => label !== 255),
});

/** As text, which is compared a hundred times faster than arrays are. */
function bytesOf(pools: EvaluationPools, methodId: string) {
  const { histogram, smiyc } = pools.stateOf(methodId);
  return {
    methodId,
    histogram: Buffer.from(histogram).toString('base64'),
    smiyc: Buffer.from(smiyc).toString('base64'),
  };
}

describe('EvaluationPools', () => {
  it('gives the exact metrics of all pixels together, and of each image', () => {
    const pools = new EvaluationPools();
    const images = makeImages(5);
    const reports = images.map(({ truth, scores }) => pools.add(METHODS, scores, truth));
    const { methods } = pools.summary();
    expect(methods.map(({ methodId }) => methodId)).toEqual(METHODS);
    for (const method of [0, 1]) {
      const all = images.map((image) => known(image, method));
      const exact = exactMetrics(
        Float32Array.from(all.flatMap(({ scores }) => scores)),
        Uint8Array.from(all.flatMap(({ labels }) => labels)),
      );
      expect(methods[method]!.pooled.AP).toBeCloseTo(exact.AP, 9);
      expect(methods[method]!.pooled.FPR95).toBeCloseTo(exact.FPR95, 12);
      expect(methods[method]!.pooled.threshold).toBe(exact.threshold);
      const first = exactMetrics(
        Float32Array.from(all[0]!.scores),
        Uint8Array.from(all[0]!.labels),
      );
      expect(reports[0]![method]!.metrics.AUROC).toBeCloseTo(first.AUROC, 12);
      expect(unpackSparse(reports[0]![method]!.bootstrap).bits).toBe(16);
    }
  });

  it('of two halves restored into a third equal those of one run', () => {
    const images = makeImages(7);
    const whole = new EvaluationPools();
    const left = new EvaluationPools();
    const right = new EvaluationPools();
    const joined = new EvaluationPools();
    images.forEach(({ truth, scores }, i) => {
      whole.add(METHODS, scores, truth);
      (i % 2 === 0 ? left : right).add(METHODS, scores, truth);
    });
    for (const half of [left, right])
      joined.restore(
        METHODS.map((id) => half.stateOf(id)),
        null,
      );
    expect(joined.summary()).toEqual(whole.summary());
    for (const id of METHODS) expect(bytesOf(joined, id)).toEqual(bytesOf(whole, id));
  });

  it('counts every pixel of all images at the edges of their own bins too', () => {
    const pools = new EvaluationPools();
    const images = makeImages(5);
    for (const { truth, scores } of images) pools.add(METHODS, scores, truth);
    const { methods } = pools.summary();
    const of = (label: number) =>
      images.reduce((sum, { truth }) => sum + truth.filter((value) => value === label).length, 0);
    for (const [index, methodId] of METHODS.entries()) {
      const { positives, negatives } = unpackSparse(pools.stateOf(methodId).smiyc);
      const total = (counts: ArrayLike<number>) =>
        Array.from(counts).reduce((sum, count) => sum + count, 0);
      expect([total(positives), total(negatives)]).toEqual([of(1), of(0)]);
      // The bins of single images are fine enough for so few pixels.
      expect(methods[index]?.smiyc.AP).toBeCloseTo(methods[index]?.pooled.AP ?? 0, 2);
    }
    const { smiyc } = pools.stateOf('msp');
    expect(unpackSparse(smiyc)).toMatchObject({ bits: 32, keys: new Uint32Array(0) });
  });

  it('counts nothing of an image that one method fails on', () => {
    const pools = new EvaluationPools();
    const { truth, scores } = makeImages(1)[0]!;
    expect(() =>
      pools.add(METHODS, [scores[0]!, Float32Array.from(truth, () => Number.NaN)], truth),
    ).toThrow(/NaN/);
    expect(pools.summary().methods).toEqual([]);
  });

  it('pools images without an anomaly', () => {
    const pools = new EvaluationPools();
    const { truth, scores } = makeImages(1)[0]!;
    const [report] = pools.add(
      ['msp'],
      [scores[0]!],
      truth.map((label) => (label === 1 ? 0 : label)),
    );
    expect(report!.metrics).toMatchObject({ AP: null, prior: 0 });
    pools.add(['msp'], [scores[0]!], truth);
    expect(pools.summary().methods[0]!.pooled.AP).toBeGreaterThan(0);
  });

  it('pools and restores classes', () => {
    const pools = new EvaluationPools();
    expect(pools.addClasses(Uint8Array.of(0, 1, 1), Uint8Array.of(0, 1, 0)).accuracy).toBeCloseTo(
      2 / 3,
    );
    const { classes } = pools.summary();
    pools.restore([], classes?.counts ?? null);
    expect(pools.summary().classes?.counts.reduce((a, b) => a + b)).toBe(6);
  });
});

const RANGE = methodById('msp').range;

it('curves and thresholds to sweep are those of all pixels together', () => {
  const pools = new EvaluationPools();
  for (const { truth, scores } of makeImages(2)) pools.add(['msp'], [scores[0]!], truth);
  const [msp] = pools.summary().methods;
  expect(msp?.ROC.at(-1)).toMatchObject({ x: 1, y: 1 });
  expect(msp?.precisionRecall).not.toEqual(msp?.ROC);
  const { even, thresholds } = msp?.sweep ?? { even: [], thresholds: [] };
  expect([even.at(0), even.at(-1)].map((place) => thresholds[place ?? -1])).toEqual([
    RANGE.min,
    RANGE.max,
  ]);
  expect(pools.summary().classes).toBeNull();
});

it('EvaluationRuns refuse a run that was not begun', () => {
  const runs = new EvaluationRuns();
  expect(() => runs.get('a')).toThrow(
    expect.objectContaining({
      code: 'evaluation-unknown',
      message: 'The engine knows nothing of this evaluation. Restore it first.',
      retryable: true,
    }),
  );
  const run = runs.begin('a');
  expect([runs.begin('a'), runs.get('a')]).toEqual([run, run]);
  expect(runs.begin('b')).not.toBe(run);
  runs.drop('a');
  expect(() => runs.get('a')).toThrow(/Restore/);
});
