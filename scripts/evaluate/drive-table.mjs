/** Sequences and measures over time, below the table of methods. */
import { aligned, rate } from './table.mjs';

/**
 * @typedef {import('../../src/evaluation/report/report-schema.ts').Report} Report
 * @typedef {NonNullable<Report['drives']>['methods'][string]['temporal']} Temporal
 */

/** @param {Temporal} temporal */
const cells = (temporal) => [
  String(temporal.objects),
  rate(temporal.delay),
  `${temporal.neverFound} of ${temporal.large}`,
  rate(temporal.flicker),
  rate(temporal.lifeFound),
  ...[temporal.MOTA, temporal.MOTP, temporal.mismatchRatio].map(rate),
  ...[temporal.precision, temporal.recall].map(rate),
  [temporal.mostlyTracked, temporal.partiallyTracked, temporal.mostlyLost].join('/'),
  rate(temporal.trackingLength),
];

const HEAD = [
  'sequence',
  'labels',
  'method',
  'AP',
  'FPR95',
  'objects',
  'delay s',
  'never found',
  'flicker /s',
  'life found',
  'MOTA',
  'MOTP px',
  'mismatches',
  'precision',
  'recall',
  'tracked/partly/lost',
  'length',
];

/** Nothing for a set of images. @param {Pick<Report, 'drives' | 'methods' | 'images'>} report */
export function driveLines({ drives, methods, images }) {
  if (!drives) return [];
  const rows = drives.sequences.flatMap(({ name, labelled, methods: own }) =>
    Object.entries(own).map(([id, { pixel, temporal }], place) => [
      place === 0 ? name : '',
      place === 0 ? String(labelled) : '',
      id,
      ...[pixel?.AP, pixel?.FPR95].map(rate),
      ...cells(temporal),
    ]),
  );
  const pooled = Object.entries(drives.methods).map(([id, { temporal }], place) => [
    place === 0 ? 'all' : '',
    place === 0 ? String(images) : '',
    id,
    ...[methods[id]?.pixel.AP, methods[id]?.pixel.FPR95].map(rate),
    ...cells(temporal),
  ]);
  const thresholds = Object.entries(drives.methods).map(
    ([id, { threshold, isDefault }]) =>
      `${id} ${threshold.toPrecision(6)}${isDefault ? '' : ' (best F1)'}`,
  );
  return [
    ...aligned([HEAD, ...(drives.sequences.length > 1 ? rows : []), ...pooled]),
    `Over time at ${thresholds.join(', ')}.`,
  ];
}
