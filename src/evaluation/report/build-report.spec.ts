import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { withMerged, withWord } from '#src/core/words/edit-vocabulary';
import { shortVocabularySchema } from '#src/core/words/short-vocabulary';
import type { Vocabulary } from '#src/core/words/vocabulary';
import type { Evaluation, ImageResult } from '#src/evaluation/types';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { buildReport } from './build-report';
import { reportSchema } from './report-schema';

const METRICS = { AP: 0.5, AUROC: 0.9, FPR95: 0.25, bestF1: 0.6, threshold: -6.5, prior: 0.02 };
const NONE = { AP: null, AUROC: null, FPR95: null, bestF1: null, threshold: null, prior: 0 };
const image = (stem: string, metrics: typeof METRICS | typeof NONE, milliseconds: number) => ({
  stem,
  name: `${stem}.jpg`,
  milliseconds,
  methodMilliseconds: { energy: milliseconds / 2 },
  counts: { normal: 98, anomaly: 2, ignore: 0 },
  notice: null,
  reading: { as: 'ids', anomaly: [1], ignore: [255] } as const,
  turned: 1,
  methods: { energy: metrics },
  classes: null,
});
const EVALUATION: Evaluation = {
  longSide: 768,
  looks: [768],
  threads: 2,
  models: { base: 'ab'.repeat(32) },
  filters: { minPredicted: 50, minGroundTruth: 10 },
  shard: null,
  images: [image('a', METRICS, 100), image('b', NONE, 200)],
  errors: [{ file: 'c.jpg', code: 'picture-unreadable', message: 'damaged' }],
  methods: [
    {
      methodId: 'energy',
      settings: { methodId: 'energy', parameters: { temperature: 1 }, blur: false },
      pooled: METRICS,
      smiyc: { ...METRICS, AP: 0.25, threshold: -7 },
      precisionRecall: [],
      ROC: [],
      intervals: { AP: { low: 0.4, high: 0.6 }, AUROC: null, FPR95: null, bestF1: null },
      difference: { to: 'max-logit', AP: { low: -0.1, high: 0.25 }, FPR95: null },
      components: {
        pooled: { sIoU: 0.125, PPV: null, F1: 0.75, F1PerTau: null, fragments: 2.5 },
        smiyc: { sIoU: 0.25, PPV: null, F1: 0.5, F1PerTau: null, fragments: 2 },
      },
      clean: { images: 1, withRegion: 1, threshold: -0.75 },
      masks: null,
    },
  ],
  classes: null,
};

describe('the report', () => {
  it('says how much a region of interest leaves out', () => {
    const report = (images: Evaluation['images']) => buildReport({ ...EVALUATION, images });
    const [first, second] = EVALUATION.images as [ImageResult, ImageResult];
    expect(report([first, second]).regionOfInterest).toBeNull();
    const masked = [
      { ...first, leftOut: 0.25 },
      { ...second, leftOut: 0 },
    ];
    const { regionOfInterest } = v.parse(reportSchema, report(masked));
    expect(regionOfInterest).toEqual({ images: 2, leftOut: 12.5 });
  });

  it('has the slices in per cent where there are some', () => {
    expect(buildReport(EVALUATION).slices).toBeNull();
    const about = { by: 'size', slice: 'over 1 %', images: 1, objects: 2, pixels: 3 } as const;
    const methods = { energy: { AP: 0.5, FPR95: null, prior: 0.25 } };
    const { slices } = v.parse(
      reportSchema,
      buildReport({ ...EVALUATION, slices: [{ ...about, methods }] }),
    );
    expect(slices).toEqual([{ ...about, methods: { energy: { AP: 50, FPR95: null, prior: 25 } } }]);
  });

  it('has what corruptions change where they are asked for', () => {
    expect(buildReport(EVALUATION).corruptions).toBeNull();
    const rates = { AP: 0.5, AUROC: 0.9, FPR95: 0.25, F1: 0.6, componentF1: 0.5, flagged: 0.01 };
    const methods = { energy: { ...rates, falseAlarms: 120.5 } };
    const corruptions = [
      { corruption: null, images: 2, methods },
      { corruption: { kind: 'jpeg', level: 15 } as const, images: 2, methods },
    ];
    const report = v.parse(reportSchema, buildReport({ ...EVALUATION, corruptions }));
    expect(report.corruptions?.map(({ kind, level }) => [kind, level])).toEqual([
      ['none', null],
      ['jpeg', 15],
    ]);
    expect(report.corruptions?.[1]?.methods.energy).toMatchObject({
      AP: 50,
      falseAlarms: 120.5,
      difference: { AP: 0 },
    });
  });

  it('has what was wished of a threshold, false alarms as a number', () => {
    const [method] = EVALUATION.methods as [Evaluation['methods'][number]];
    const rates = { recall: 0.5, precision: 0.25, FPR: 0.125 };
    const point = { wish: { by: 'recall', value: 0.07 }, reached: true, threshold: -5 } as const;
    const operatingPoints = [
      { ...point, ...rates, falseAlarms: 1.5 },
      {
        wish: { by: 'false-alarms', value: 0.5 },
        reached: false,
        threshold: Infinity,
        recall: null,
        precision: 0,
        FPR: 0,
        falseAlarms: 1.5,
      } as const,
    ];
    const { methods } = v.parse(
      reportSchema,
      buildReport({ ...EVALUATION, methods: [{ ...method, operatingPoints }] }),
    );
    const percent = { recall: 50, precision: 25, FPR: 12.5 };
    expect(methods.energy?.operatingPoints).toEqual([
      { by: 'recall', wanted: 7, reached: true, threshold: -5, ...percent, falseAlarms: 1.5 },
      {
        by: 'false-alarms',
        wanted: 0.5,
        reached: false,
        threshold: null,
        recall: null,
        precision: 0,
        FPR: 0,
        falseAlarms: 1.5,
      },
    ]);
  });

  it('has rates in per cent, the threshold raw, and null where undefined', () => {
    const report = v.parse(reportSchema, buildReport(EVALUATION));
    expect(report).toMatchObject({
      schemaVersion: 1,
      images: 2,
      longSide: 768,
      looks: [768],
      threads: 2,
      prior: 2,
      readings: [{ labels: 2, as: 'ids', anomaly: [1], ignore: [255] }],
      errors: EVALUATION.errors,
    });
    expect(report.definition).toMatch(/^pooled: .*Fishyscapes/);
    expect(report.methods.energy).toEqual({
      pixel: { AP: 50, AUROC: 90, FPR95: 25, bestF1: 60, threshold: -6.5 },
      prior: 2,
      component: { sIoU: 12.5, PPV: null, F1: 75, fragments: 2.5 },
      intervals: { AP: { low: 40, high: 60 }, AUROC: null, FPR95: null, bestF1: null },
      difference: { to: 'max-logit', AP: { low: -10, high: 25 }, FPR95: null },
      clean: { images: 1, withRegion: 1, threshold: -0.75 },
      masks: null,
      operatingPoints: null,
      parameters: { temperature: 1 },
      blur: false,
      fromFiles: false,
      msPerImage: 75,
      perImage: [
        {
          stem: 'a',
          AP: 50,
          AUROC: 90,
          FPR95: 25,
          bestF1: 60,
          threshold: -6.5,
          prior: 2,
          maskIoU: null,
        },
        {
          stem: 'b',
          AP: null,
          AUROC: null,
          FPR95: null,
          bestF1: null,
          threshold: null,
          prior: 0,
          maskIoU: null,
        },
      ],
    });
  });

  it('has the prior of the labels, and that of a method where it has numbers', () => {
    const [method] = EVALUATION.methods as [Evaluation['methods'][number]];
    const methods = [{ ...method, pooled: { ...METRICS, prior: 0.01 } }];
    const [first, second] = EVALUATION.images as [ImageResult, ImageResult];
    const counts = { normal: 90, anomaly: 2, ignore: 8 };
    const images = [first, { ...second, counts }];
    const report = buildReport({ ...EVALUATION, methods, images });
    expect(report.prior).toBeCloseTo((100 * 4) / 192, 12);
    expect(report.methods.energy?.prior).toBe(1);
  });

  it('in the definition of SegmentMeIfYouCan has its curve, its threshold and components there', () => {
    const report = v.parse(reportSchema, buildReport(EVALUATION, 'smiyc'));
    expect(report.definition).toMatch(/^SMIYC: /);
    expect(report.methods.energy).toMatchObject({
      pixel: { AP: 25, threshold: -7 },
      component: { sIoU: 25, F1: 50, fragments: 2 },
      intervals: { AP: null, AUROC: null, FPR95: null, bestF1: null },
      difference: null,
      perImage: [{ AP: 50 }, { AP: null }],
    });
  });

  it('of a shard has no components', () => {
    const methods = EVALUATION.methods.map((method) => ({
      ...method,
      components: { pooled: null, smiyc: null },
    }));
    const report = buildReport({ ...EVALUATION, methods, shard: { index: 1, count: 4 } });
    expect(v.parse(reportSchema, report)).toMatchObject({
      shard: { index: 1, count: 4 },
      methods: { energy: { component: null } },
    });
  });

  it('of classes has their IoU', () => {
    const metrics = { mIoU: 0.5, accuracy: 0.75, IoU: [0.5, ...Array<null>(18).fill(null)] };
    const classes = { counts: [], metrics };
    const images = [{ ...image('a', METRICS, 1), methods: {}, classes: metrics }];
    const report = v.parse(
      reportSchema,
      buildReport({ ...EVALUATION, methods: [], images, classes }),
    );
    expect(report.closedSet).toMatchObject({
      mIoU: 50,
      accuracy: 75,
      perImage: [{ stem: 'a', mIoU: 50, accuracy: 75 }],
    });
    expect(report.prior).toBeNull();
    expect(report.definition).toContain('confusion matrix');
  });

  it('has the words that differ from the usual ones, as links have them, and none where nothing differs', () => {
    const settings = settingsFor(methodById('vl4ad'));
    const wordsOf = (words?: Vocabulary) => {
      const method = { ...EVALUATION.methods[0]!, methodId: 'vl4ad' };
      const methods = [{ ...method, settings: { ...settings, ...(words ? { words } : {}) } }];
      const images = EVALUATION.images.map((of) => ({
        ...of,
        methods: { vl4ad: METRICS },
        methodMilliseconds: { vl4ad: 1 },
      }));
      const report = v.parse(reportSchema, buildReport({ ...EVALUATION, images, methods }));
      return report.methods.vl4ad?.words;
    };
    expect(wordsOf()).toBeUndefined();
    const merged = withMerged(DEFAULT_VOCABULARY, 'car', 'truck');
    const words = withWord({ ...merged, calibrated: false }, { prompt: true }, { word: 'zebra' });
    const told = wordsOf(words);
    expect(told).toMatchObject({ merges: [['car', 'truck']], calibrated: false });
    expect(v.parse(shortVocabularySchema, told)).toEqual(words);
  });

  it('in another form is refused', () => {
    const report = buildReport(EVALUATION);
    expect(v.is(reportSchema, { ...report, prior: 101 })).toBe(false);
    expect(v.is(reportSchema, { ...report, extra: 1 })).toBe(false);
  });
});
