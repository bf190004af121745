/** Reports and manifest as the tables of docs/results.md. */
import { methodOf } from './reports.mjs';

/**
 * @typedef {import('./reports.mjs').Report} Report
 * @typedef {import('./reports.mjs').Model} Model
 * @typedef {import('./s2m.mjs').Measured} Measured
 * @typedef {{ low: number | null, high: number | null } | null} Interval per cent.
 * @typedef {{ low: number, high: number } | null | undefined} Difference percentage points.
 */

/** @param {number | null | undefined} value */
const rate = (value) => (value === null || value === undefined ? '–' : value.toFixed(1));
/** @param {number} value */
const signed = (value) => (value > 0 ? '+' : '') + value.toFixed(1);
/** @param {number | null} value @param {Interval} interval */
const withInterval = (value, interval) =>
  interval ? `${rate(value)} (${rate(interval.low)} to ${rate(interval.high)})` : rate(value);
/** @param {Difference} interval */
const difference = (interval) =>
  interval ? `${signed(interval.low)} to ${signed(interval.high)}` : '–';

/**
 * @param {string[]} head @param {string[][]} rows
 * @param {number} left number of columns to the left; the others hold numbers.
 */
function markdownTable(head, rows, left) {
  /** @param {string[]} cells */
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, column) => (column < left ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n');
}

/**
 * One set: every method with 95 % intervals over images, and what it differs from the energy of the
 * base network; those of two looks are measured without it. Each row says at which long sides its
 * network saw the pictures.
 * @param {Report[]} reports of one look, and of two.
 */
export function setTable(reports) {
  const head = ['method', 'long side', 'AP', 'AUROC', 'FPR95', 'best F1'];
  head.push('AP − energy', 'FPR95 − energy');
  const rows = reports.flatMap(({ methods, looks }) =>
    Object.entries(methods).map(([id, { pixel, intervals, difference: to }]) => [
      `\`${id}\``,
      looks.join(' + '),
      withInterval(pixel.AP, intervals.AP),
      rate(pixel.AUROC),
      withInterval(pixel.FPR95, intervals.FPR95),
      rate(pixel.bestF1),
      // A report of two looks has no energy to differ from.
      ...(looks.length > 1 ? [undefined, undefined] : [to?.AP, to?.FPR95]).map(difference),
    ]),
  );
  return markdownTable(head, rows, 1);
}

/**
 * S2M beside its source at its best threshold, a row per set and source.
 * @param {Measured[]} measured
 */
export function maskTable(measured) {
  const head = ['set, source', 'images', 'S2M: mean IoU', 'source: mean IoU', 'difference'];
  head.push(
    'S2M: component F1',
    'source: component F1',
    'difference',
    'pieces: S2M, source',
    'pixel AP: S2M, source',
    'best F1: S2M, source',
  );
  const rows = measured.map(({ source, set, report }) => {
    const [own, other] = [methodOf(report, 's2m'), methodOf(report, source)];
    const above = own.masks?.difference;
    const pieces = [own, other].map(({ component }) => component?.fragments?.toFixed(2) ?? '–');
    return [
      `${set.title}, \`${source}\``,
      String(report.images),
      rate(own.masks?.bestIoU),
      rate(other.masks?.bestIoU),
      difference(above?.IoU),
      rate(own.component?.F1),
      rate(other.component?.F1),
      difference(above?.componentF1),
      pieces.join(', '),
      [own, other].map(({ pixel }) => rate(pixel.AP)).join(', '),
      [own, other].map(({ pixel }) => rate(pixel.bestF1)).join(', '),
    ];
  });
  return markdownTable(head, rows, 1);
}

/**
 * Pictures without anomalies in which a region lies at or above the default threshold, a row per
 * set and source.
 * @param {Measured[]} measured
 */
export function cleanTable(measured) {
  const head = ['set, source', 'images', 'with a region: S2M', 'with a region: source'];
  const rows = measured.map(({ source, set, report }) => {
    const own = methodOf(report, 's2m').clean;
    const other = methodOf(report, source).clean;
    return [
      `${set.title}, \`${source}\``,
      ...[own?.images, own?.withRegion, other?.withRegion].map((count) => String(count ?? '–')),
    ];
  });
  return markdownTable(head, rows, 1);
}

/**
 * The networks: size of their own file, and the closed set on the test cities beside the change to
 * the base. The trunk, which has no classes, comes with those that read it.
 * @param {Model[]} models
 */
export function networkTable(models) {
  const base = models.find(({ id }) => id === 'base');
  const head = [
    'network',
    'SHA-256',
    'parameters',
    'file, MB',
    'GMAC at 768 x 448',
    'mIoU15',
    'mIoU7',
    'mIoU19',
    'mIoU15 − base',
  ];
  const rows = models.map(({ id, sha256, parameters, bytes, gmacs, quality }) => [
    `\`${id}\``,
    `\`${sha256.slice(0, 12)}\``,
    `${(parameters / 1e6).toFixed(2)} M`,
    (bytes / 1e6).toFixed(2),
    gmacs?.toFixed(2) ?? '–',
    ...[quality?.mIoU15, quality?.mIoU7, quality?.mIoU19].map((IoU) => IoU?.toFixed(2) ?? '–'),
    quality && base?.quality ? signed(quality.mIoU15 - base.quality.mIoU15) : '–',
  ]);
  return markdownTable(head, rows, 2);
}
