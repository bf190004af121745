/** Shapes that a person has drawn around things of a picture, whatever tool wrote them. */
import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';

/** In pixels of the picture; a pixel centre lies at half past its index. */
export type Area =
  /**
   * Corners `x, y, x, y ...` of each ring. Each ring is filled by the even-odd rule; what any of
   * them covers is covered.
   */
  | { kind: 'rings'; rings: number[][] }
  /** `angle` in degrees, clockwise. */
  | { kind: 'ellipse'; x: number; y: number; radiusX: number; radiusY: number; angle: number }
  /**
   * Runs of a box, alternately without and with the thing, first without; text is COCO's compressed
   * form. `order`: down the columns, or along the rows.
   */
  | {
      kind: 'runs';
      counts: number[] | string;
      order: 'columns' | 'rows';
      x: number;
      y: number;
      width: number;
      height: number;
    }
  /** A grey PNG in base64 whose pixels other than 0 are the thing; its first pixel lies at `x, y`. */
  | { kind: 'png'; base64: string; x: number; y: number };

export interface Shape {
  /** What the thing is called; null for a part of the picture that does not count. */
  name: string | null;
  area: Area;
}

/** The shapes of one picture, in the order in which they cover each other: the last is on top. */
export interface DrawnPicture {
  /** As the file names it, with the folders that it says. */
  picture: string;
  /** Size of the picture that was drawn on; null where the file does not say it. */
  size: Size | null;
  shapes: Shape[];
  /** What a person should know, as of shapes without an area; null for nothing. */
  notice: string | null;
  /** Why nothing can be read of this picture; null where it can. */
  problem: string | null;
}

/** Farther out lies no picture; arithmetic stays exact. */
const FARTHEST = 1e7;

/** A file that says something that cannot be drawn. */
export function unreadableShapes(reason: string): AnomalensError {
  return new AnomalensError('label-unreadable', `The label cannot be used: ${reason}.`);
}

/** @throws AnomalensError `label-unreadable` for what is no number, or lies far outside any picture. */
export function coordinate(value: unknown): number {
  if (typeof value === 'number' && Math.abs(value) <= FARTHEST) return value;
  throw unreadableShapes('a shape has a corner that is no place in a picture');
}

/**
 * `x, y, x, y ...` of points `[x, y]`.
 * @throws AnomalensError `label-unreadable` as `coordinate`.
 */
export function cornersOf(points: unknown): number[] {
  if (!Array.isArray(points)) throw unreadableShapes('a shape has no list of corners');
  const corners: number[] = [];
  for (const point of points) {
    if (!Array.isArray(point)) throw unreadableShapes('a corner is no pair of numbers');
    corners.push(coordinate(point[0]), coordinate(point[1]));
  }
  return corners;
}

/** The ring of a box by two opposite corners. */
export function boxRing(x0: number, y0: number, x1: number, y1: number): number[] {
  return [x0, y0, x1, y0, x1, y1, x0, y1];
}

/** Corners `x, y ...` turned around a point, clockwise as the picture is shown. */
export function turnedRing(ring: number[], x: number, y: number, degrees: number): number[] {
  if (degrees === 0) return ring;
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return ring.map((value, index) => {
    const [dx, dy] =
      index % 2 === 0
        ? [value - x, (ring[index + 1] as number) - y]
        : [(ring[index - 1] as number) - x, value - y];
    return index % 2 === 0 ? x + dx * cos - dy * sin : y + dx * sin + dy * cos;
  });
}

/** Width and height as a file says them; null unless both are whole numbers above 0. */
export function declaredSize(width: unknown, height: unknown): Size | null {
  const isSide = (side: unknown): side is number => Number.isInteger(side) && (side as number) > 0;
  return isSide(width) && isSide(height) ? { width, height } : null;
}

/** What something is called; numbers are names too. */
export function nameOf(value: unknown): string {
  if (typeof value === 'number') return `${value}`;
  const name = typeof value === 'string' ? value.trim() : '';
  return name === '' ? 'without a name' : name;
}

/** Reads one picture of a file; what is wrong with it stays its own. */
export function drawnPicture(
  picture: string,
  size: Size | null,
  read: () => { shapes: Shape[]; notice: string | null },
): DrawnPicture {
  const nothing = { picture, size, shapes: [], notice: null };
  if (!size)
    return {
      ...nothing,
      problem: unreadableShapes(`it does not say how large ${picture} is`).message,
    };
  try {
    return { ...nothing, ...read(), problem: null };
  } catch (error) {
    if (!(error instanceof AnomalensError)) throw error;
    return { ...nothing, problem: error.message };
  }
}
