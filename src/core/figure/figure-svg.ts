/** Panels of a paper's figure as one SVG; lengths in millimetres, so that it has its printed size. */

import { type KeyEntry, keyHeight, keyPlaces } from '#src/core/figure/figure-key';
import { FIGURE_NOTE_ROW, wrapped } from '#src/core/figure/wrapped-lines';
import type { Size } from '#src/core/types';

export interface FigureScale {
  /** What stands at its ends. */
  min: string;
  max: string;
  unit: string;
  /** CSS colours with their places from left to right, 0..1; at least two. */
  stops: readonly { at: number; colour: string }[];
  /** Where the threshold stands, 0..1, and its value; null where the layer has none. */
  threshold: { position: number; text: string } | null;
}

export interface FigurePanel {
  title: string;
  /** What was found there, in a few words; may be empty. */
  note: string;
  /** Address of its picture, which is embedded: a data URL. */
  picture: string;
  /** Pixels of the picture. */
  size: Size;
  /** Null for layers of classes. */
  scale: FigureScale | null;
  /** What colours stand for that lie on no scale; may be empty. */
  entries: readonly KeyEntry[];
}

/** Widths of one and of two columns of a paper. */
const ONE_COLUMN = 88;
const TWO_COLUMNS = 180;
const GAP = 3;
const TITLE = 5;
const BAR = 1.8;
const FOOT = 7;

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\p{Cc}/gu, ' ');
const length = (value: number) => String(Number(value.toFixed(3)));

function text(x: number, y: number, content: string, more = ''): string {
  return `<text x="${length(x)}" y="${length(y)}" ${more}>${escaped(content)}</text>`;
}

/** @param id tells its gradient from those of other panels. */
function scaleOf(scale: FigureScale, x: number, y: number, width: number, id: string): string {
  const { threshold } = scale;
  const stops = scale.stops.map(
    ({ at, colour }) => `<stop offset="${length(at)}" stop-color="${escaped(colour)}"/>`,
  );
  const below = y + BAR + 3;
  const mark = threshold && x + threshold.position * width;
  return [
    `<linearGradient id="${id}">${stops.join('')}</linearGradient>`,
    `<rect x="${length(x)}" y="${length(y)}" width="${length(width)}" height="${BAR}" fill="url(#${id})"/>`,
    text(x, below, scale.min),
    text(x + width, below, `${scale.max} ${scale.unit}`.trim(), 'text-anchor="end"'),
    ...(threshold && mark !== null
      ? [
          `<path d="M${length(mark)} ${length(y - 0.6)}v${length(BAR + 1.2)}" stroke="#000" stroke-width="0.4"/>`,
          text(x + width / 2, below, `threshold ${threshold.text}`, 'text-anchor="middle"'),
        ]
      : []),
  ].join('');
}

function keyOf(panel: FigurePanel, x: number, y: number, width: number): string {
  return keyPlaces(panel.entries, x, y, width)
    .map(
      ({ name, colour, left, top, size, textX, textY }) =>
        `<rect x="${length(left)}" y="${length(top)}" width="${size}" height="${size}" fill="${escaped(colour)}" stroke="#999" stroke-width="0.1"/>${text(textX, textY, name)}`,
    )
    .join('');
}

/**
 * The panels row by row, all of one width. @param panels at least one. @param columns at least 1: a
 * figure of one has the width of a column of a paper, others that of a page. @param notes stand below all
 * panels, each from a line of its own on.
 */
export function figureSvg(
  panels: readonly FigurePanel[],
  columns: number,
  notes: readonly string[] = [],
): string {
  const whole = columns === 1 ? ONE_COLUMN : TWO_COLUMNS;
  const width = (whole - GAP * (columns - 1)) / columns;
  const pictureHeight = ({ size }: FigurePanel) => (width * size.height) / size.width;
  const heightOf = (panel: FigurePanel) =>
    TITLE + pictureHeight(panel) + Math.max(FOOT, keyHeight(panel.entries, width) + 2);
  const rows = Array.from({ length: Math.ceil(panels.length / columns) }, (_, row) =>
    panels.slice(row * columns, (row + 1) * columns),
  );
  let top = 0;
  const drawn: string[] = [];
  for (const row of rows) {
    for (const [column, panel] of row.entries()) {
      const x = column * (width + GAP);
      const height = pictureHeight(panel);
      drawn.push(
        text(x, top + 3.4, panel.title, 'font-weight="600" font-size="2.8"'),
        text(x + width, top + 3.4, panel.note, 'text-anchor="end"'),
        `<image x="${length(x)}" y="${length(top + TITLE)}" width="${length(width)}" height="${length(height)}" href="${escaped(panel.picture)}"/>`,
      );
      if (panel.scale)
        drawn.push(
          scaleOf(panel.scale, x, top + TITLE + height + 1, width, `scale-${drawn.length}`),
        );
      drawn.push(keyOf(panel, x, top + TITLE + height + 1, width));
    }
    top += Math.max(...row.map(heightOf));
  }
  for (const line of notes.flatMap((note) => wrapped(note, whole))) {
    top += FIGURE_NOTE_ROW;
    drawn.push(text(0, top, line, 'fill="#555"'));
  }
  if (notes.length > 0) top += 1;
  const [w, h] = [length(whole), length(top)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}mm" height="${h}mm" viewBox="0 0 ${w} ${h}" font-family="Helvetica, Arial, sans-serif" font-size="2.4"><rect width="${w}" height="${h}" fill="#fff"/>${drawn.join('')}</svg>`;
}
