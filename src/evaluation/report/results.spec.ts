import { describe, expect, it } from 'vitest';
import type { Evaluation } from '#src/evaluation/types';
import { dashesOf, styleIndex } from './curve-style';
import { curvesSvg } from './curves-svg';
import { bestRows, metricRows } from './metric-rows';
import { tableCsv } from './table-csv';
import { worstImages } from './worst-images';

const metrics = (AP: number | null) => ({
  AP,
  AUROC: AP,
  FPR95: AP,
  bestF1: AP,
  threshold: AP === null ? null : -6.5,
  prior: 0.02,
});
const image = (stem: string, msp: number | null, energy: number | null) => ({
  stem,
  name: `${stem}.jpg`,
  milliseconds: 1,
  methodMilliseconds: { msp: 1, energy: 1 },
  counts: { normal: 98, anomaly: 2, ignore: 0 },
  notice: null,
  reading: { as: 'ids', anomaly: [1], ignore: [255] } as const,
  turned: 1,
  methods: { msp: metrics(msp), energy: metrics(energy) },
  classes: null,
});
const method = (methodId: string, pooled: number) => ({
  methodId,
  settings: { methodId, parameters: { temperature: 1 }, blur: false },
  pooled: metrics(pooled),
  smiyc: metrics(pooled / 2),
  precisionRecall: [
    { x: 0, y: 1, threshold: 1 },
    { x: 1, y: 0.02, threshold: 0 },
  ],
  ROC: [
    { x: 0, y: 0, threshold: null },
    { x: 1, y: 1, threshold: 0 },
  ],
  intervals: { AP: { low: 0.25, high: 0.75 }, AUROC: null, FPR95: null, bestF1: null },
  difference: null,
  components: {
    pooled: { sIoU: 0.125, PPV: null, F1: 0.75, F1PerTau: null, fragments: 1 },
    smiyc: { sIoU: 0.25, PPV: null, F1: 0.5, F1PerTau: null, fragments: 1 },
  },
  clean: null,
  masks: null,
});
const EVALUATION: Evaluation = {
  longSide: 768,
  looks: [768],
  threads: 1,
  models: {},
  filters: { minPredicted: 0, minGroundTruth: 0 },
  shard: null,
  images: [image('b', 0.5, 0.25), image('a', 0.5, 0.125), image('none', null, null)],
  errors: [],
  methods: [method('msp', 0.5), method('energy', 0.75)],
  classes: null,
};

describe('the definition switch', () => {
  const apOf = (definition: 'pooled' | 'per-image' | 'SMIYC') =>
    metricRows(EVALUATION, definition).map(({ AP }) => AP);

  it('takes the metrics of the definition', () => {
    expect(apOf('pooled')).toEqual([0.5, 0.75]);
    expect(apOf('SMIYC')).toEqual([0.25, 0.375]);
    expect(apOf('per-image')).toEqual([0.5, 0.1875]);
  });

  it('has intervals for pooled only, and no threshold for the mean', () => {
    const [pooled] = metricRows(EVALUATION, 'pooled');
    expect([pooled!.intervals?.AP, pooled!.threshold, pooled!.sIoU]).toEqual([
      { low: 0.25, high: 0.75 },
      -6.5,
      0.125,
    ]);
    const [mean] = metricRows(EVALUATION, 'per-image');
    expect([mean!.intervals, mean!.threshold, mean!.sIoU]).toEqual([null, null, 0.125]);
    const [smiyc] = metricRows(EVALUATION, 'SMIYC');
    expect([smiyc!.intervals, smiyc!.sIoU, smiyc!.F1]).toEqual([null, 0.25, 0.5]);
  });

  it('marks the best, for FPR95 the lowest, and nothing where nothing is known', () => {
    const best = bestRows(metricRows(EVALUATION, 'pooled'));
    expect(best).toMatchObject({ AP: 'energy', FPR95: 'msp', sIoU: 'msp' });
    expect(best.PPV).toBeUndefined();
    expect(bestRows(metricRows(EVALUATION, 'pooled').slice(0, 1))).toEqual({});
  });
});

it('the worst image comes first, by name where equal, and images without AP are counted', () => {
  expect(worstImages(EVALUATION, 'energy')).toEqual({
    images: [
      { stem: 'a', rate: 0.125, prior: 0.02 },
      { stem: 'b', rate: 0.25, prior: 0.02 },
    ],
    leftOut: 1,
  });
  expect(worstImages(EVALUATION, 'msp').images.map(({ stem }) => stem)).toEqual(['a', 'b']);
});

it('images of classes are ordered by mIoU', () => {
  const classes = (mIoU: number | null) => ({ mIoU, accuracy: 0.9, IoU: [] });
  const images = [0.5, null, 0.25].map((mIoU, i) => ({
    ...image(`s${i}`, null, null),
    methods: {},
    classes: classes(mIoU),
  }));
  expect(worstImages({ ...EVALUATION, images }, null)).toEqual({
    images: [
      { stem: 's2', rate: 0.25, prior: null },
      { stem: 's0', rate: 0.5, prior: null },
    ],
    leftOut: 1,
  });
});

it('every curve of a dozen methods has colour and dashes of its own', () => {
  const styles = Array.from(
    { length: 12 },
    (_, index) => `${styleIndex(index)} ${dashesOf(index)}`,
  );
  expect(new Set(styles).size).toBe(12);
});

it('the table as CSV is in per cent, and empty where undefined', () => {
  const [head, first, , end] = tableCsv(metricRows(EVALUATION, 'pooled'), 'pooled').split('\r\n');
  expect(head).toBe(
    'method,definition,prior,AP,AP_low,AP_high,AUROC,AUROC_low,AUROC_high,FPR95,FPR95_low,FPR95_high,bestF1,bestF1_low,bestF1_high,threshold,sIoU,PPV,F1',
  );
  expect(first).toBe('msp,pooled,2,50,25,75,50,,,50,,,50,,,-6.5,12.5,,75');
  expect(end).toBe('');
});

it('the curves as SVG hold both plots of every method and escaped titles', () => {
  const svg = curvesSvg(EVALUATION, { msp: 'a < b & c' });
  expect(svg.match(/stroke-width="1.8"/g)).toHaveLength(6);
  expect(svg).toContain('a &lt; b &amp; c');
  expect(svg).toContain('d="M0.0 0.0L360.0 352.8"');
});
