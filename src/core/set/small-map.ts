/**
 * A score on a small grid, in 255 steps between its ends: what the list of pictures draws a mask
 * from and counts objects in, at any threshold, without asking the worker again.
 */
import { connectedCells } from '#src/core/set/connected-cells';
import type { Range, Size } from '#src/core/types';

export interface SmallMap extends Size {
  /** The ends of the steps: the lowest and the highest score of the picture. */
  range: Range;
  /** `[height, width]`: 1..255 from the lowest score to the highest, 0 where nothing counts. */
  levels: Uint8Array<ArrayBuffer>;
}

/** What is smaller is no object in the list, 0..1 of the picture. */
export const LEAST_OBJECT = 1e-4;

/** That of the networks' own grid: they see 768 pixels and answer for every fourth. */
const LONG_SIDE = 192;
const STEPS = 254;

/**
 * Takes the score at the middle of each cell, so that shares stay what they are; a mean would lose
 * small objects, a maximum would swell them.
 * @param values `[height, width]`; what does not count lies below `range`.
 */
export function smallMap(values: Float32Array, { width, height }: Size, range: Range): SmallMap {
  const scale = Math.min(1, LONG_SIDE / Math.max(width, height));
  const columns = Math.max(1, Math.round(width * scale));
  const rows = Math.max(1, Math.round(height * scale));
  const levels = new Uint8Array(columns * rows);
  const extent = range.max - range.min;
  for (let row = 0, cell = 0; row < rows; row++) {
    const line = Math.floor(((row + 0.5) * height) / rows) * width;
    for (let column = 0; column < columns; column++, cell++) {
      const value = values[line + Math.floor(((column + 0.5) * width) / columns)] as number;
      if (!(value >= range.min)) continue;
      levels[cell] = extent > 0 ? 1 + Math.round(((value - range.min) / extent) * STEPS) : 1;
    }
  }
  return { width: columns, height: rows, range, levels };
}

/** The lowest level that counts as `score >= threshold`, to half a step; 256 where none does. */
export function levelAt({ range }: Pick<SmallMap, 'range'>, threshold: number): number {
  if (threshold > range.max) return 256;
  if (threshold <= range.min) return 1;
  return 1 + Math.round(((threshold - range.min) / (range.max - range.min)) * STEPS);
}

/** 0..1 of the cells that count with `score >= threshold`. */
export function shareAboveIn(map: SmallMap, threshold: number): number {
  const least = levelAt(map, threshold);
  let above = 0;
  let counting = 0;
  for (const level of map.levels) {
    if (level > 0) counting += 1;
    if (level >= least) above += 1;
  }
  return counting > 0 ? above / counting : 0;
}

/** The raw score in the middle of a step; @param level 1..255. */
export function scoreAt({ range }: Pick<SmallMap, 'range'>, level: number): number {
  return range.min + ((level - 1) / STEPS) * (range.max - range.min);
}

/** The cells that count, of which shares are taken. */
export function countingIn({ levels }: Pick<SmallMap, 'levels'>): number {
  let counting = 0;
  for (let cell = 0; cell < levels.length; cell++) if (levels[cell] !== 0) counting += 1;
  return counting;
}

/** The 8-connected objects with `score >= threshold`, 0..1 of what counts each, largest first. */
export function objectsIn(map: SmallMap, threshold: number): number[] {
  const counting = countingIn(map);
  return connectedCells(map.levels, map, levelAt(map, threshold))
    .map((cells) => cells.length / counting)
    .filter((share) => share >= LEAST_OBJECT)
    .sort((a, b) => b - a);
}
