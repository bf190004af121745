import { aligned, rate } from './table.mjs';

const perCent = (fraction) => rate(fraction === null ? null : 100 * fraction);

/** What `npm run meta:fit` prints. */
export function metaTable({ model, images, segments, before, leaveOneOut, leaveOneImageOut }) {
  const errors = ({ falsePositives, falseNegatives }) => [falsePositives, falseNegatives, falsePositives + falseNegatives].map(String);
  const row = (name, { after, cut, AUROC, AUPRC, accuracy }) => [name, ...errors(after), ...[cut, AUROC, AUPRC, accuracy].map(perCent)];
  return [
    ...aligned([
      ['segments removed', 'FP', 'FN', 'errors', 'cut', 'AUROC', 'AUPRC', 'accuracy'],
      ['none', ...errors(before), '-', '-', '-', '-'],
      row('leave one out', leaveOneOut),
      ...(leaveOneImageOut ? [row('leave one image out', leaveOneImageOut)] : []),
    ]),
    `${segments} segments of ${images} images, ${model.method} >= ${model.threshold.toPrecision(6)}. Rates in per cent, the false positive`,
    'being the positive class: a segment that shares no pixel with an anomaly. FN are anomalies that share none with a kept segment.',
  ].join('\n');
}
