/** A picture's shapes as a label of ids, like that of a PNG: an id for each name. */
import { AnomalensError } from '#src/core/errors';
import type { RawLabel } from '#src/core/ground-truth/decode-label';
import { IGNORE } from '#src/core/metrics/image-histogram';
import { MAX_PIXELS } from '#src/core/picture-files/sniff';
import { DrawingBudget, fillArea } from '#src/core/shapes/fill-area';
import { type Area, type DrawnPicture, unreadableShapes } from '#src/core/shapes/shapes';
import type { Size } from '#src/core/types';

/** How what stands in the place of a label file begins. */
const BEGINNING = '{"anomalensDrawnLabel":1,';

interface DrawnLabel {
  size: Size;
  /** By id; ids hold in all labels that were opened together. */
  names: Record<number, string>;
  /** The last is on top. */
  shapes: { id: number; area: Area }[];
  notice: string | null;
  problem: string | null;
}

export type NameIds = ReadonlyMap<string, number>;

const VOID_NAME = 'ignored region';
/** Ids have 16 bits; 0 is normal, and one is void. */
export const MOST_NAMES = 65_534;

/**
 * Ids from 1 on in the order of the alphabet, without that of void.
 * @throws AnomalensError `label-unreadable` for more names than there are ids.
 */
export function idsOfNames(names: Iterable<string>): NameIds {
  const sorted = [...new Set(names)].sort();
  if (sorted.length > MOST_NAMES) throw unreadableShapes('its shapes have too many names');
  return new Map(sorted.map((name, index) => [name, index + 1 < IGNORE ? index + 1 : index + 2]));
}

/** @param ids of all names among the labels that are read together. */
export function drawnLabelBlob(
  { size, shapes, notice, problem }: DrawnPicture,
  ids: NameIds,
): Blob {
  const names: Record<number, string> = {};
  const numbered = shapes.map(({ name, area }) => {
    const id = name === null ? IGNORE : (ids.get(name) as number);
    names[id] = name ?? VOID_NAME;
    return { id, area };
  });
  const label: DrawnLabel = {
    size: size ?? { width: 0, height: 0 },
    names,
    shapes: numbered,
    notice,
    problem,
  };
  return new Blob([BEGINNING, JSON.stringify(label).slice(1)], { type: 'application/json' });
}

/** Whether a label file is one of `drawnLabelBlob`. */
export function isDrawnLabel(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, BEGINNING.length)) === BEGINNING;
}

/**
 * @param bytes of a blob of `drawnLabelBlob`.
 * @throws AnomalensError `label-unreadable` for what cannot be drawn, or is too much to draw.
 */
export function drawLabel(bytes: Uint8Array): RawLabel {
  const { size, names, shapes, notice, problem } = parsed(bytes);
  if (problem !== null) throw new AnomalensError('label-unreadable', problem);
  const pixels = size.width * size.height;
  if (pixels > MAX_PIXELS) throw unreadableShapes('it is of a picture of over 100 megapixels');
  const wide = shapes.some(({ id }) => id > IGNORE);
  const ids = wide ? new Uint16Array(pixels) : new Uint8Array(pixels);
  const budget = new DrawingBudget();
  for (const { id, area } of shapes)
    fillArea(area, size, budget, (start, length) => ids.fill(id, start, start + length));
  return { ...size, ids, colours: null, alpha: null, drawn: { names, notice } };
}

function parsed(bytes: Uint8Array): DrawnLabel {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new AnomalensError('label-unreadable', 'The label is damaged.', false, { cause });
  }
}
