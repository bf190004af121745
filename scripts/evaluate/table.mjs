/** What the command prints: the table on stdout, progress on stderr. */

/**
 * @typedef {import('../../src/evaluation/report/report-schema.ts').Report} Report
 * @typedef {import('../../src/evaluation/types.ts').EvaluationProgress} EvaluationProgress
 */

/**
 * Rows of cells as lines of aligned columns: the first to the left, the others to the right.
 * @param {string[][]} rows all of one length.
 */
export function aligned(rows) {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** What is said of scores that were not measured. @param {string[]} files at least one. */
export function leftOutLine(files) {
  const shown = files.slice(0, 3).join(', ');
  const more = files.length > 3 ? ', ...' : '';
  const what = files.length === 1 ? '1 score file is' : `${files.length} score files are`;
  return `${what} left out, because no image is there or another score is closer to it: ${shown}${more}.`;
}

/** Two decimals, a dash where undefined. @param {number | null | undefined} value */
export const rate = (value) => (value === null || value === undefined ? '-' : value.toFixed(2));

/** Points, with their sign. @param {number | null} value */
export const signed = (value) =>
  value === null ? '-' : `${value < 0 ? '' : '+'}${value.toFixed(2)}`;

/**
 * Per cent, with the prior beside AP because AP of a random score is the prior; the long sides at which
 * networks saw the pictures in every row.
 * @param {Report} report
 * @param {string[]} more lines about the methods below it.
 */
export function tableOf(
  { methods, closedSet, prior: ofLabels, images, looks, definition, ...rest },
  more = [],
) {
  const { readings, regionOfInterest, slices } = rest;
  const lines = [];
  const entries = Object.entries(methods);
  if (entries.length > 0) {
    const head = [
      'method',
      'long side',
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
    const rows = entries.map(([id, { pixel, prior, component, msPerImage, fromFiles }]) => {
      const { AP, AUROC, FPR95, bestF1, threshold } = pixel;
      const components = [component?.sIoU, component?.PPV, component?.F1];
      const values = [AP, prior, AUROC, FPR95, bestF1].map(rate);
      return [
        id,
        fromFiles ? '-' : looks.join(' + '),
        ...values,
        threshold === null ? '-' : threshold.toPrecision(6),
        ...components.map(rate),
        msPerImage?.toFixed(0) ?? '-',
      ];
    });
    lines.push(...aligned([head, ...rows]));
  }
  lines.push(
    ...maskLines(methods),
    ...cleanLines(methods),
    ...more,
    ...doubtLines(methods, ofLabels),
  );
  lines.push(...sliceLines(slices));
  if (closedSet)
    lines.push(
      ...aligned([
        ['classes', 'mIoU', 'accuracy'],
        ['19', rate(closedSet.mIoU), rate(closedSet.accuracy)],
      ]),
    );
  lines.push(...readingLines(readings));
  if (regionOfInterest)
    lines.push(
      `Region of interest: ${regionOfInterest.leftOut?.toFixed(1)} % of ${regionOfInterest.images} images are left out.`,
    );
  return [...lines, `${images} images, rates in per cent. ${definition}`].join('\n');
}

/** How the labels were read, a line for those read alike. @param {Report['readings']} readings */
export const readingLines = (readings) =>
  readings.map(({ labels, words }) => `${labels} ${labels === 1 ? 'label' : 'labels'}: ${words}`);

/** S2M and its source as masks; nothing without S2M. @param {Report['methods']} methods */
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
        threshold?.toPrecision(4) ?? '-',
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

/**
 * Every method minus the one that a person chose; nothing where it stands alone.
 * @param {Report['methods']} methods
 */
export function differenceLines(methods) {
  const to = Object.values(methods).find(({ difference }) => difference)?.difference?.to;
  if (to === undefined) return [];
  const rows = Object.entries(methods).flatMap(([id, { difference }]) =>
    difference
      ? [
          [
            id,
            ...[difference.AP, difference.FPR95].map((interval) =>
              interval ? `${signed(interval.low)} to ${signed(interval.high)}` : '-',
            ),
          ],
        ]
      : [],
  );
  return aligned([[`minus ${to}, 95 %`, 'AP', 'FPR95'], ...rows]);
}

/**
 * AP and FPR95 of every slice and method; nothing where none were asked for.
 * @param {Report['slices']} slices
 */
export function sliceLines(slices) {
  if (!slices) return [];
  const rows = slices.flatMap(({ by, slice, images, objects, methods }) =>
    Object.entries(methods).map(([id, { AP, prior, FPR95 }], index) => [
      index === 0 ? `${by}: ${slice || '.'}` : '',
      ...(index === 0 ? [String(images), String(objects)] : ['', '']),
      id,
      ...[AP, prior, FPR95].map(rate),
    ]),
  );
  return aligned([['slice', 'images', 'objects', 'method', 'AP', 'prior', 'FPR95'], ...rows]);
}

/** Images without anomalies; nothing where the set has none. @param {Report['methods']} methods */
function cleanLines(methods) {
  const rows = Object.entries(methods).flatMap(([id, { clean }]) =>
    clean && clean.images > 0
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

/** In per cent: worse than chance by more than a poor score is by accident, as in the page. */
const FAR_UNDER_CHANCE = 40;

/** In per cent: rounding moves a prior by less. */
const SAME_PRIOR = 1e-9;

/**
 * Own scores that rank unknown pixels last, which a confidence does, and those that have no number
 * for pixels of one kind more than of the other, which are then not compared with the others on the
 * same ground.
 * @param {Report['methods']} methods @param {number | null} ofLabels the prior of the labels.
 */
export const doubtLines = (methods, ofLabels) =>
  Object.entries(methods).flatMap(([id, { pixel, prior, fromFiles }]) => [
    ...(fromFiles && pixel.AUROC !== null && pixel.AUROC < FAR_UNDER_CHANCE
      ? [
          `${id} ranks unknown pixels last (AUROC ${rate(pixel.AUROC)}). If low values mean unknown, save the negated scores.`,
        ]
      : []),
    ...(ofLabels !== null && prior !== null && Math.abs(prior - ofLabels) > SAME_PRIOR
      ? [
          `${id} has no number (NaN) for some pixels, which count as void for it alone: its prior is ${rate(prior)} instead of ${rate(ofLabels)}, and its rates are not those of the others' pixels.`,
        ]
      : []),
  ]);

const PHASES = {
  labels: 'labels',
  pixels: 'image',
  threshold: 'exact thresholds',
  components: 'components',
  intervals: 'intervals',
};

/**
 * One line per image, and per method of the intervals; the labels go by without.
 * @param {EvaluationProgress} progress
 */
export function progressLine({ phase, done, total, stem, image, error, corruption }) {
  if (error)
    return `${PHASES[phase]} ${done}/${total}  ${error.file}: ${error.message} (${error.code})`;
  if (phase === 'labels') return null;
  const time = image ? `  ${image.milliseconds.toFixed(0)} ms` : '';
  const notice = image?.notice ? `  ${image.notice}` : '';
  const under = corruption ? ` ${corruption.kind}=${corruption.level}` : '';
  return `${PHASES[phase]}${under} ${phase === 'pixels' ? done : done + 1}/${total}  ${stem}${time}${notice}`;
}
