import { aligned, rate, readingLines } from './table.mjs';

/**
 * @typedef {import('../../src/evaluation/types.ts').MetaFit} MetaFit
 * @typedef {import('../../src/evaluation/types.ts').LeftOutResult} LeftOutResult
 * @typedef {import('../../src/evaluation/report/read-labels.ts').ReadLabels} ReadLabels
 * @typedef {import('../../src/core/meta/detection-errors.ts').DetectionErrors} DetectionErrors
 */

/** @param {number | null} fraction */
const perCent = (fraction) => rate(fraction === null ? null : 100 * fraction);

/**
 * What `npm run meta:fit` prints.
 * @param {Omit<MetaFit, 'model'> & { model: { method: string }, readings: ReadLabels[] }} fit
 */
export function metaTable({ model, images, regions, results, readings }) {
  /** @param {DetectionErrors} errors */
  const errors = ({ falsePositives, falseNegatives }) =>
    [falsePositives, falseNegatives, falsePositives + falseNegatives].map(String);
  /** @param {string} name @param {LeftOutResult} result */
  const row = (name, { after, cut, AUROC, AUPRC, accuracy }) => [
    name,
    '',
    ...errors(after),
    ...[cut, AUROC, AUPRC, accuracy].map(perCent),
  ];
  const rows = results.flatMap((result) => [
    [
      `${model.method} >= ${result.threshold.toPrecision(6)}`,
      String(result.regions),
      ...errors(result.before),
      '-',
      '-',
      '-',
      '-',
    ],
    row('  leave one out', result.leaveOneOut),
    ...(result.leaveOneImageOut ? [row('  leave one image out', result.leaveOneImageOut)] : []),
  ]);
  return [
    ...aligned([
      ['', 'regions', 'FP', 'FN', 'errors', 'cut', 'AUROC', 'AUPRC', 'accuracy'],
      ...rows,
    ]),
    ...readingLines(readings),
    `One classifier, fitted to ${regions} regions of ${images} images. Rates in per cent, the false positive being the positive class:`,
    'a region that shares no pixel with an anomaly. FN are anomalies that share none with a kept region.',
  ].join('\n');
}
