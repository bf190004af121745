/** Both plots with their legend as one SVG file that stands alone. */
import { curvePath } from '#src/core/metrics/curve-path';
import { dashesOf, PRINT_COLOURS, styleIndex } from '#src/evaluation/report/curve-style';
import type { Evaluation, MethodResult } from '#src/evaluation/types';

const SIDE = 360;
const MARGIN = { left: 56, top: 40, between: 88, bottom: 48 };
const LINE = 20;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** @param titles by method id. */
export function curvesSvg(
  { methods, images }: Evaluation,
  titles: Readonly<Record<string, string>>,
): string {
  const width = MARGIN.left + 2 * SIDE + MARGIN.between + 24;
  const legendAt = MARGIN.top + SIDE + MARGIN.bottom;
  const height = legendAt + LINE * methods.length + 24;
  const legend = methods.map(({ methodId }, i) => {
    const y = legendAt + 12 + LINE * i;
    const text = `<text x="${MARGIN.left + 44}" y="${y + 4}">${escaped(titles[methodId] ?? methodId)}</text>`;
    return `<path d="M${MARGIN.left} ${y}h36" ${stroke(i)}/>${text}`;
  });
  const left = plot(
    methods,
    'precisionRecall',
    MARGIN.left,
    ['Recall', 'Precision'],
    `Precision and recall, ${images.length} images pooled`,
  );
  const right = plot(
    methods,
    'ROC',
    MARGIN.left + SIDE + MARGIN.between,
    ['False-positive rate', 'True-positive rate'],
    'ROC',
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="13">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    left,
    right,
    ...legend,
    '</svg>\n',
  ].join('\n');
}

function plot(
  methods: readonly MethodResult[],
  kind: 'precisionRecall' | 'ROC',
  x: number,
  [across, up]: string[],
  title: string,
): string {
  const ticks = TICKS.map((tick) => {
    const [atX, atY] = [tick * SIDE, (1 - tick) * SIDE];
    const lines = `<path d="M${atX} 0V${SIDE}M0 ${atY}H${SIDE}" stroke="#ddd" fill="none"/>`;
    return `${lines}<text x="${atX}" y="${SIDE + 16}" text-anchor="middle">${tick}</text><text x="-6" y="${atY + 4}" text-anchor="end">${tick}</text>`;
  });
  const curves = methods.map(
    (method, i) => `<path d="${curvePath(method[kind], SIDE)}" ${stroke(i)}/>`,
  );
  const labels = [
    `<text x="0" y="-14" font-weight="600">${escaped(title)}</text>`,
    `<text x="${SIDE / 2}" y="${SIDE + 34}" text-anchor="middle">${across}</text>`,
    `<text transform="translate(-42 ${SIDE / 2}) rotate(-90)" text-anchor="middle">${up}</text>`,
  ];
  return `<g transform="translate(${x} ${MARGIN.top})">${[...ticks, ...curves, ...labels].join('\n')}</g>`;
}

function stroke(index: number): string {
  return `fill="none" stroke="${PRINT_COLOURS[styleIndex(index)]}" stroke-width="1.8" stroke-dasharray="${dashesOf(index) || 'none'}"`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
