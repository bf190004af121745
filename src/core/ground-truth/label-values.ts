/** Which values a label, or all labels of a folder, hold: what a reading is decided from. */
import { AnomalensError } from '#src/core/errors';
import type { RawLabel } from '#src/core/ground-truth/decode-label';

/** Distinct values, ascending, and how many pixels have each. */
export interface Counted {
  values: number[];
  pixels: number[];
}

export interface LabelValues {
  /** Null where a label holds colours. */
  ids: Counted | null;
  /** 0xRRGGBB; a grey label holds its greys. Null where every label is grey. */
  colours: Counted | null;
  /** Opacity 0..255; null where no label has an alpha channel. */
  alpha: Counted | null;
  /** What values are called, where a file beside the labels says it. */
  names: Record<number, string>;
  /** Shapes that a person has drawn: every id but 0 has the name that it was given. */
  drawn?: true;
}

/** A label of more colours is a photograph or a rendering. */
const MOST_COLOURS = 4096;

/** @throws AnomalensError `label-unreadable` for more colours than a label has. */
export function valuesOf({ ids, colours, alpha, drawn }: RawLabel): LabelValues {
  return {
    ids: ids && countDense(ids, ids instanceof Uint16Array ? 65_536 : 256),
    colours: colours && countColours(colours),
    alpha: alpha && countDense(alpha, 256),
    names: drawn?.names ?? {},
    ...(drawn && { drawn: true }),
  };
}

/** @param names of a file beside the labels; drawn shapes have their own. */
export function withNames(values: LabelValues, names: LabelValues['names']): LabelValues {
  return values.drawn ? values : { ...values, names };
}

/** The values of a whole folder; of grey labels beside coloured ones the greys count as colours. */
export function mergeValues(all: readonly LabelValues[]): LabelValues {
  const coloured = all.some(({ colours }) => colours !== null);
  return {
    ids: coloured ? null : mergeCounted(all.flatMap(({ ids }) => ids ?? [])),
    colours: coloured
      ? mergeCounted(all.flatMap(({ ids, colours }) => colours ?? (ids ? [asGreys(ids)] : [])))
      : null,
    alpha: all.some(({ alpha }) => alpha !== null)
      ? mergeCounted(all.flatMap(({ alpha }) => alpha ?? []))
      : null,
    names: Object.assign({}, ...all.map(({ names }) => names)),
    ...(all.length > 0 && all.every(({ drawn }) => drawn) && { drawn: true }),
  };
}

/** The colour of a grey value of 8 bits. */
export function greyColour(value: number): number {
  return Math.min(value, 255) * 0x01_01_01;
}

/** Names the set of values as text, for what is remembered about it. */
export function keyOfValues({ ids, colours, alpha, names, drawn }: LabelValues): string {
  const listed = (counted: Counted | null) => counted?.values.join() ?? '';
  const lists = [listed(ids), listed(colours), listed(alpha)];
  return (drawn ? [...lists, JSON.stringify(names)] : lists).join('|');
}

function asGreys({ values, pixels }: Counted): Counted {
  return { values: values.map(greyColour), pixels };
}

function mergeCounted(all: readonly Counted[]): Counted {
  const totals = new Map<number, number>();
  for (const { values, pixels } of all)
    for (const [index, value] of values.entries())
      totals.set(value, (totals.get(value) ?? 0) + (pixels[index] as number));
  return countedFrom(totals);
}

function countDense(data: Uint8Array | Uint16Array, levels: number): Counted {
  const totals = new Uint32Array(levels);
  for (const value of data) (totals[value] as number)++;
  const values = [...totals.keys()].filter((value) => totals[value] !== 0);
  return { values, pixels: values.map((value) => totals[value] as number) };
}

/** Neighbours mostly share a colour: each run is counted at once. */
function countColours(data: Uint32Array): Counted {
  const totals = new Map<number, number>();
  for (let start = 0; start < data.length; ) {
    const colour = data[start] as number;
    let end = start + 1;
    while (data[end] === colour) end++;
    totals.set(colour, (totals.get(colour) ?? 0) + end - start);
    if (totals.size > MOST_COLOURS)
      throw new AnomalensError(
        'label-unreadable',
        `The label cannot be used: it has more than ${MOST_COLOURS} colours, like a photograph. Use the label file beside it.`,
      );
    start = end;
  }
  return countedFrom(totals);
}

function countedFrom(totals: ReadonlyMap<number, number>): Counted {
  const entries = [...totals].sort(([a], [b]) => a - b);
  return { values: entries.map(([value]) => value), pixels: entries.map(([, count]) => count) };
}

const NAMES_LISTED = 8;

/** The first names of a label, for a message. */
export function listedNames(names: readonly string[]): string {
  const more = names.length - NAMES_LISTED;
  return names.slice(0, NAMES_LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
