/** The names of colours below a panel of a figure; lengths in millimetres. */
export interface KeyEntry {
  name: string;
  /** A CSS colour. */
  colour: string;
}

/** Room for a name of about 18 letters, as "Only Max logit" or "traffic light". */
const ENTRY_WIDTH = 29;
const ROW = 3.2;
const SWATCH = 1.8;

function perRow(width: number): number {
  return Math.max(1, Math.floor(width / ENTRY_WIDTH));
}

export function keyHeight(entries: readonly KeyEntry[], width: number): number {
  return Math.ceil(entries.length / perRow(width)) * ROW;
}

/** @returns for each entry the corner of its swatch and the start of its name, row by row. */
export function keyPlaces(entries: readonly KeyEntry[], x: number, y: number, width: number) {
  const across = perRow(width);
  return entries.map((entry, index) => {
    const left = x + (index % across) * (width / across);
    const top = y + Math.floor(index / across) * ROW;
    return { ...entry, left, top, size: SWATCH, textX: left + SWATCH + 1, textY: top + SWATCH };
  });
}
