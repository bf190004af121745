/** What corruptions do to each method, row by row. */
import { aligned, rate, signed } from './table.mjs';

/**
 * @typedef {import('../../src/evaluation/report/report-schema.ts').Report} Report
 * @typedef {NonNullable<Report['corruptions']>[number]} Row
 */

/** @type {[string, keyof NonNullable<Row['methods'][string]['difference']>][]} */
const COLUMNS = [
  ['AP', 'AP'],
  ['AUROC', 'AUROC'],
  ['FPR95', 'FPR95'],
  ['F1', 'F1'],
  ['component F1', 'componentF1'],
  ['false alarms', 'falseAlarms'],
  ['flagged', 'flagged'],
];

const NOTE =
  'Behind each value what the corruption changes. Thresholds are those of the images as they are: F1 at the best F1; false alarms, an image, and the share of known pixels that is flagged at the default threshold.';

/**
 * Each method as it is and under each corruption, and what the rows are; nothing without corruptions.
 * @param {Pick<Report, 'corruptions' | 'images'>} report
 */
export function corruptionLines({ corruptions, images: all }) {
  const [first] = corruptions ?? [];
  if (!corruptions || !first) return [];
  const rows = Object.keys(first.methods).flatMap((id) =>
    corruptions.flatMap(({ kind, level, words, images, methods }) => {
      const own = methods[id];
      if (!own) return [];
      const label = level === null ? words : `${kind}=${level}`;
      const cells = COLUMNS.map(([, name]) => {
        const change = own.difference?.[name] ?? null;
        return change === null ? rate(own[name]) : `${rate(own[name])} (${signed(change)})`;
      });
      return [
        [level === null ? id : '', images < all ? `${label}, ${images} images` : label, ...cells],
      ];
    }),
  );
  const said = corruptions.flatMap(({ kind, level, words }) =>
    level === null ? [] : [`${kind}=${level}: ${words}.`],
  );
  return [
    ...aligned([['corruptions', '', ...COLUMNS.map(([title]) => title)], ...rows]),
    NOTE,
    ...said,
  ];
}
