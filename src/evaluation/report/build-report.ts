/** `report.json` of an evaluation. */

import { DEFINITIONS } from '#src/core/metrics/definitions';
import type { Interval } from '#src/core/metrics/intervals';
import type { PixelMetrics } from '#src/core/metrics/pixel-metrics';
import type { OperatingPoint } from '#src/core/operating-point/operating-point';
import { isOfPixels } from '#src/core/operating-point/wish';
import { shortVocabulary } from '#src/core/words/short-vocabulary';
import { corruptionsReport } from '#src/evaluation/report/corruptions-report';
import { drivesReport } from '#src/evaluation/report/drives-report';
import { leftOutOf } from '#src/evaluation/report/left-out';
import { readLabels } from '#src/evaluation/report/read-labels';
import type { Report } from '#src/evaluation/report/report-schema';
import type { Evaluation, ImageResult, MethodResult } from '#src/evaluation/types';
import { isOwn } from '#src/methods/own-methods';
import { findMethod } from '#src/methods/registry';
import type { ByDefinition } from '#src/protocol/evaluation';

const COMPONENTS =
  'Components as SegmentMeIfYouCan: score > threshold of the best F1, 8-connected, void removed before labelling.';
const DEFINITION: ByDefinition<string> = {
  pooled: `${DEFINITIONS.pooled.id}: ${DEFINITIONS.pooled.sentence} ${COMPONENTS}`,
  smiyc: `${DEFINITIONS.SMIYC.id}: ${DEFINITIONS.SMIYC.sentence} ${COMPONENTS}`,
};
const CLOSED_SET_DEFINITION =
  'pooled: One confusion matrix of all images, void left out: IoU = TP / (TP + FP + FN), mean over the classes that the labels hold.';

/**
 * @param definition of the pixel metrics, and whose threshold the components lie at. Intervals and
 * the difference to the baseline are of the pooled metrics: another definition has none.
 */
export function buildReport(
  evaluation: Evaluation,
  definition: keyof ByDefinition<unknown> = 'pooled',
): Report {
  const { images, longSide, looks, models, filters, shard, errors, methods, classes, slices } =
    evaluation;
  const { corruptions = null, threads, drives } = evaluation;
  // Those of folders are the sequences, which stand with the drives.
  const others = slices?.filter(({ by }) => by !== 'folder') ?? [];
  const shown = drives ? (others.length > 0 ? others : null) : slices;
  const masked = leftOutOf(images);
  return {
    schemaVersion: 1,
    images: images.length,
    definition: classes ? CLOSED_SET_DEFINITION : DEFINITION[definition],
    longSide,
    looks,
    threads,
    prior: classes ? null : percent(priorOf(images)),
    readings: readLabels(images.map(({ reading }) => reading)),
    regionOfInterest: masked && { images: masked.images, leftOut: percent(masked.leftOut) },
    models,
    componentFilters: filters,
    shard,
    errors,
    methods: Object.fromEntries(
      methods.map((method) => [method.methodId, methodReport(method, images, definition)]),
    ),
    slices:
      shown?.map(({ methods: own, ...slice }) => ({
        ...slice,
        methods: Object.fromEntries(
          Object.entries(own).map(([id, { AP, FPR95, prior }]) => [
            id,
            { AP: percent(AP), FPR95: percent(FPR95), prior: percent(prior) },
          ]),
        ),
      })) ?? null,
    corruptions: corruptions && corruptionsReport(corruptions, images.length),
    drives: drives ? drivesReport(drives, slices ?? []) : null,
    closedSet: classes && {
      mIoU: percent(classes.metrics.mIoU),
      accuracy: percent(classes.metrics.accuracy),
      IoU: classes.metrics.IoU.map(percent),
      perImage: images.map(({ stem, classes: own }) => ({
        stem,
        mIoU: percent(own?.mIoU ?? null),
        accuracy: percent(own?.accuracy ?? null),
      })),
    },
  };
}

function methodReport(
  result: MethodResult,
  images: readonly ImageResult[],
  definition: keyof ByDefinition<unknown>,
) {
  const { methodId, settings, clean, masks } = result;
  const component = result.components[definition];
  const isPooled = definition === 'pooled';
  const intervals = isPooled ? result.intervals : null;
  const difference = isPooled ? result.difference : null;
  return {
    pixel: pixelReport(result[definition]),
    prior: percent(result.pooled.prior),
    component: component && {
      sIoU: percent(component.sIoU),
      PPV: percent(component.PPV),
      F1: percent(component.F1),
      fragments: component.fragments,
    },
    intervals: {
      AP: intervalReport(intervals?.AP),
      AUROC: intervalReport(intervals?.AUROC),
      FPR95: intervalReport(intervals?.FPR95),
      bestF1: intervalReport(intervals?.bestF1),
    },
    difference: difference && {
      to: difference.to,
      AP: intervalReport(difference.AP),
      FPR95: intervalReport(difference.FPR95),
    },
    clean,
    masks: masks && {
      bestIoU: percent(masks.bestIoU),
      threshold: masks.threshold,
      AuIoU: percent(masks.AuIoU),
      meanF1: percent(masks.meanF1),
      difference: masks.difference && {
        to: masks.difference.to,
        IoU: intervalReport(masks.difference.IoU),
        componentF1: intervalReport(masks.difference.componentF1),
      },
    },
    operatingPoints: result.operatingPoints?.map(pointReport) ?? null,
    parameters: settings.parameters,
    ...(settings.words ? { words: { ...shortVocabulary(settings.words) } } : {}),
    blur: settings.blur,
    // Where shards are joined, a person's network is not there.
    fromFiles: findMethod(methodId) === null && !isOwn(methodId),
    msPerImage:
      images.length === 0
        ? null
        : images.reduce(
            (total, { methodMilliseconds }) => total + (methodMilliseconds[methodId] as number),
            0,
          ) / images.length,
    perImage: images.map(({ stem, methods }) => ({
      stem,
      ...pixelReport(methods[methodId] as PixelMetrics),
      prior: percent((methods[methodId] as PixelMetrics).prior),
      maskIoU: percent(masks?.IoUPerImage[stem] ?? null),
    })),
  };
}

/** Share of anomalous pixels in what the labels say, whatever a score leaves out; null without any. */
function priorOf(images: readonly ImageResult[]): number | null {
  const sum = (name: 'anomaly' | 'normal') =>
    images.reduce((total, { counts }) => total + counts[name], 0);
  const [anomaly, normal] = [sum('anomaly'), sum('normal')];
  return anomaly + normal > 0 ? anomaly / (anomaly + normal) : null;
}

/** JSON has no infinities: a threshold that flags everything or nothing becomes null. */
function finite(threshold: number | null): number | null {
  return threshold !== null && Number.isFinite(threshold) ? threshold : null;
}

function pixelReport({ AP, AUROC, FPR95, bestF1, threshold }: PixelMetrics) {
  return {
    AP: percent(AP),
    AUROC: percent(AUROC),
    FPR95: percent(FPR95),
    bestF1: percent(bestF1),
    threshold: finite(threshold),
  };
}

function pointReport({ wish, reached, threshold, falseAlarms, ...rates }: OperatingPoint) {
  return {
    by: wish.by,
    // 0.07 is 7.000000000000001 %.
    wanted: isOfPixels(wish) ? Number((100 * wish.value).toPrecision(12)) : wish.value,
    reached,
    threshold: finite(threshold),
    recall: percent(rates.recall),
    precision: percent(rates.precision),
    FPR: percent(rates.FPR),
    falseAlarms,
  };
}

function intervalReport(interval: Interval | null | undefined) {
  if (!interval) return null;
  return { low: interval.low * 100, high: interval.high * 100 };
}

function percent(fraction: number | null): number | null {
  return fraction === null ? null : fraction * 100;
}
