// @ts-nocheck
/** What the command prints: the table on stdout, progress on stderr. */

/** Rows of cells as lines of aligned columns: the first to the left, the others to the right. */
export function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd(),
  );
}

/** Two decimals, a dash where undefined. */
export const rate = (value) => (value === null || value === undefined ? '-' : value.toFixed(2));

/** Per cent, with the prior beside AP because AP of a random score is the prior. */
export function tableOf({ methods, closedSet, prior, images, definition }) {
  const lines = [];
  const ids = Object.keys(methods);
  if (ids.length > 0) {
    const head = [
      'method',
      'AP',
      'prior',
      'AUROC',
      'FPR95',
      'best F1',
      'threshold',
      'sIoU',
      'PPV',
      'F1',
      'ms/image',
    ];
    const rows = ids.map((id) => {
      const { pixel, component, msPerImage } = methods[id];
      const { AP, AUROC, FPR95, bestF1, threshold } = pixel;
      const components = [component?.sIoU, component?.PPV, component?.F1];
      const values = [AP, prior, AUROC, FPR95, bestF1].map(rate);
      return [
        id,
        ...values,
        threshold === null ? '-' : threshold.toPrecision(6),
        ...components.map(rate),
        msPerImage?.toFixed(0) ?? '-',
      ];
    });
    lines.push(...aligned([head, ...rows]));
  }
  lines.push(...maskLines(methods), ...cleanLines(methods));
  if (closedSet)
    lines.push(
      ...aligned([
        ['classes', 'mIoU', 'accuracy'],
        ['19', rate(closedSet.mIoU), rate(closedSet.accuracy)],
      ]),
    );
  return [...lines, `${images} images, rates in per cent. ${definition}`].join('\n');
}

/** S2M and its source as masks; nothing without S2M. */
function maskLines(methods) {
  const rows = Object.entries(methods).flatMap(([id, { masks, component }]) => {
    if (!masks) return [];
    const { bestIoU, threshold, AuIoU, meanF1, difference } = masks;
    const above = [difference?.IoU, difference?.componentF1].map((interval) =>
      interval ? `${rate(interval.low)} to ${rate(interval.high)}` : '-',
    );
    return [
      [
        id,
        rate(bestIoU),
        threshold.toPrecision(4),
        rate(AuIoU),
        rate(meanF1),
        rate(component?.F1),
        rate(component?.fragments),
        ...above,
      ],
    ];
  });
  if (rows.length === 0) return [];
  return aligned([
    [
      'masks',
      'best IoU',
      'at',
      'AuIoU',
      'mean F1',
      'component F1',
      'pieces',
      'IoU above the source',
      'component F1 above it',
    ],
    ...rows,
  ]);
}

/** Images without anomalies; nothing where the set has none. */
function cleanLines(methods) {
  const rows = Object.entries(methods).flatMap(([id, { clean }]) =>
    clean?.images > 0
      ? [[id, `${clean.withRegion} of ${clean.images}`, clean.threshold.toPrecision(4)]]
      : [],
  );
  return rows.length > 0
    ? aligned([
        ['nothing unknown', 'clean images with a region', 'at the default threshold'],
        ...rows,
      ])
    : [];
}

const PHASES = {
  labels: 'labels',
  pixels: 'image',
  components: 'components',
  intervals: 'intervals',
};

/** One line per image, and per method of the intervals; the labels go by without. */
export function progressLine({ phase, done, total, stem, image, error }) {
  if (error) return `${PHASES[phase]} ${done}/${total}  ${error.file}: ${error.message}`;
  if (phase === 'labels') return null;
  const time = image ? `  ${image.milliseconds.toFixed(0)} ms` : '';
  const notice = image?.notice ? `  ${image.notice}` : '';
  return `${PHASES[phase]} ${phase === 'pixels' ? done : done + 1}/${total}  ${stem}${time}${notice}`;
}
