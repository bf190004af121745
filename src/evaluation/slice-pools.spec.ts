import { expect, it } from 'vitest';
import { imageHistogram } from '#src/core/metrics/image-histogram';
import { pixelMetrics } from '#src/core/metrics/pixel-metrics';
import { unpackSparse } from '#src/core/metrics/sparse-histogram';
import { random } from '#src/core/random';
import { SLICE_KINDS } from '#src/core/slices/object-slices';
import { EvaluationPools } from '#src/workers/measure/evaluation-pools';
import { sliceHistograms } from '#src/workers/measure/slice-histograms';
import { trueRegions } from '#src/workers/regions/labelled-regions';
import { SlicePools } from './slice-pools';

const SIZE = { width: 60, height: 50 };
const PIXELS = SIZE.width * SIZE.height;

interface Box {
  x: number;
  y: number;
  side: number;
}

/** Squares of anomaly on a picture with a void column. */
function truthOf(boxes: readonly Box[]) {
  const data = new Uint8Array(PIXELS);
  for (let i = 0; i < PIXELS; i++) {
    const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
    const inside = (box: Box) =>
      x >= box.x && x < box.x + box.side && y >= box.y && y < box.y + box.side;
    data[i] = x === 59 ? 255 : Number(boxes.some(inside));
  }
  return { ...SIZE, data };
}

/** Small and large, up and down, in two folders; the last image has none. */
const IMAGES = [
  {
    folder: 'a',
    boxes: [
      { x: 2, y: 2, side: 1 },
      { x: 20, y: 40, side: 8 },
    ],
  },
  { folder: 'a', boxes: [{ x: 9, y: 20, side: 4 }] },
  {
    folder: 'b',
    boxes: [
      { x: 30, y: 1, side: 9 },
      { x: 5, y: 45, side: 1 },
    ],
  },
  { folder: 'b', boxes: [] },
].map(({ folder, boxes }, index) => {
  const truth = truthOf(boxes);
  const next = random(index + 1);
  const score = (strength: number) =>
    Float32Array.from(truth.data, (value) => next() + (value === 1 ? strength : 0));
  return { folder, truth, scores: { ours: score(0.4), base: score(0.1) } };
});
const METHODS = ['ours', 'base'] as const;

async function pooled(images: typeof IMAGES) {
  const pools = new SlicePools(SLICE_KINDS);
  const all = new EvaluationPools();
  for (const { folder, truth, scores } of images) {
    all.add(
      METHODS,
      METHODS.map((id) => scores[id]),
      truth.data,
    );
    const labelled = trueRegions(truth);
    const answers = METHODS.map((id) => {
      const slices = sliceHistograms(SLICE_KINDS, scores[id], truth.data, { truth, labelled });
      return [id, slices] as const;
    });
    pools.add(folder, new Map(answers));
  }
  const results = await pools.results(async (id) => unpackSparse(all.stateOf(id).histogram));
  return { results, all };
}

/** Pools take seconds, so that those of all images are made once. */
const whole = pooled(IMAGES);

/** Metrics of pixels picked one by one. */
function exact(id: 'ours' | 'base', isCounted: (index: number, pixel: number) => boolean) {
  const scores: number[] = [];
  const labels: number[] = [];
  for (const [index, { truth, scores: own }] of IMAGES.entries())
    for (let i = 0; i < PIXELS; i++)
      if (truth.data[i] !== 255 && isCounted(index, i)) {
        scores.push(own[id][i] as number);
        labels.push(truth.data[i] as number);
      }
  return pixelMetrics(imageHistogram(Float32Array.from(scores), Uint8Array.from(labels)));
}

it('objects are those of the label, whatever a score has no number for', () => {
  const truth = truthOf([{ x: 20, y: 40, side: 8 }]);
  const scores = new Float32Array(PIXELS);
  const split = truth.data.map((value, i) => (i % SIZE.width === 24 ? 255 : value));
  const label = { truth, labelled: trueRegions(truth) };
  const slices = sliceHistograms(SLICE_KINDS, scores, split, label);
  expect(slices.map(({ objects, pixels }) => [objects, pixels])).toEqual([
    [1, 64],
    [1, 64],
    [1, 64],
  ]);
  expect(slices.map(({ histogram }) => unpackSparse(histogram).positives[0])).toEqual([56, 56, 56]);
});

it('a slice of objects is its anomalous pixels against all normal ones', async () => {
  const { results } = await whole;
  expect(
    results.map(({ by, slice, images, objects, pixels }) => [by, slice, images, objects, pixels]),
  ).toEqual([
    ['size', 'under 0.1 %', 2, 2, 2],
    ['size', '0.1 to 1 %', 1, 1, 16],
    ['size', 'over 1 %', 2, 2, 145],
    ['height', 'upper third', 2, 2, 82],
    ['height', 'middle third', 1, 1, 16],
    ['height', 'lower third', 2, 2, 65],
    ['folder', 'a', 2, 3, 81],
    ['folder', 'b', 2, 2, 82],
  ]);
  const row = (i: number) => Math.floor(i / SIZE.width);
  const isUpper = (index: number, i: number) =>
    IMAGES[index]?.truth.data[i] === 0 || row(i) < SIZE.height / 3;
  for (const id of METHODS) {
    const { AP, FPR95 } = results[3]?.methods[id] ?? {};
    const expected = exact(id, isUpper);
    expect(AP).toBeCloseTo(expected.AP ?? -1, 6);
    expect(FPR95).toBeCloseTo(expected.FPR95 ?? -1, 6);
  }
});

it('a folder is its images, with their own normal pixels', async () => {
  const { results } = await whole;
  for (const id of METHODS) {
    const { AP, FPR95 } = results[7]?.methods[id] ?? {};
    const expected = exact(id, (index) => index >= 2);
    expect(AP).toBeCloseTo(expected.AP ?? -1, 6);
    expect(FPR95).toBeCloseTo(expected.FPR95 ?? -1, 6);
  }
});

it('what holds everything has the metrics of the whole set', async () => {
  const images = IMAGES.slice(2, 3).map((image) => ({
    ...image,
    truth: truthOf([{ x: 30, y: 1, side: 9 }]),
  }));
  const { results, all } = await pooled(images);
  const [whole] = all.summary().methods;
  const { AP, FPR95, prior } = whole?.pooled ?? {};
  expect(results).toHaveLength(3);
  for (const { methods } of results) expect(methods.ours).toEqual({ AP, FPR95, prior });
});

it('an image without an anomaly is in no slice but its folder', async () => {
  const { results } = await pooled(IMAGES.slice(3));
  expect(results).toEqual([
    {
      by: 'folder',
      slice: 'b',
      images: 1,
      objects: 0,
      pixels: 0,
      methods: Object.fromEntries(METHODS.map((id) => [id, { AP: null, FPR95: null, prior: 0 }])),
    },
  ]);
});
