/**
 * Boxes that are drawn, moved and resized by hand: on whole picture pixels, inside the picture, at
 * least one pixel wide and high.
 */
import type { Box, Size } from '#src/core/types';

export interface Point {
  x: number;
  y: number;
}

/** Corners and middles of the edges by compass direction, in reading order. */
export const HANDLES = ['nw', 'n', 'ne', 'w', 'e', 'sw', 's', 'se'] as const;
export type Handle = (typeof HANDLES)[number];

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** The centre of the pixel at a point, of the nearest one for a point outside the picture. */
export function pixelCentre({ x, y }: Point, picture: Size): Point {
  return {
    x: clamp(Math.floor(x), 0, picture.width - 1) + 0.5,
    y: clamp(Math.floor(y), 0, picture.height - 1) + 0.5,
  };
}

/** Where a handle is. */
export function handlePlace({ x, y, width, height }: Box, handle: Handle): Point {
  const across = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5;
  const down = handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5;
  return { x: x + across * width, y: y + down * height };
}

/** Whether a point lies in a box, its edges included. */
export function contains({ x, y, width, height }: Box, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

/** The pixels between two corners, whichever they are. */
export function boxBetween(a: Point, b: Point, picture: Size): Box {
  const left = clamp(Math.floor(Math.min(a.x, b.x)), 0, picture.width - 1);
  const top = clamp(Math.floor(Math.min(a.y, b.y)), 0, picture.height - 1);
  const right = clamp(Math.ceil(Math.max(a.x, b.x)), left + 1, picture.width);
  const bottom = clamp(Math.ceil(Math.max(a.y, b.y)), top + 1, picture.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The box shifted as far as the picture allows; its size stays, on whole pixels. */
export function moveBox(box: Box, deltaX: number, deltaY: number, picture: Size): Box {
  const width = clamp(Math.round(box.width), 1, picture.width);
  const height = clamp(Math.round(box.height), 1, picture.height);
  const x = clamp(Math.round(box.x + deltaX), 0, picture.width - width);
  const y = clamp(Math.round(box.y + deltaY), 0, picture.height - height);
  return { x, y, width, height };
}

/** The box with the edges of a handle shifted; they stop a pixel before the opposite ones. */
export function resizeBox(
  box: Box,
  handle: Handle,
  deltaX: number,
  deltaY: number,
  picture: Size,
): Box {
  let { x: left, y: top, width: right, height: bottom } = moveBox(box, 0, 0, picture);
  right += left;
  bottom += top;
  if (handle.includes('w')) left = clamp(Math.round(box.x + deltaX), 0, right - 1);
  if (handle.includes('e'))
    right = clamp(Math.round(box.x + box.width + deltaX), left + 1, picture.width);
  if (handle.includes('n')) top = clamp(Math.round(box.y + deltaY), 0, bottom - 1);
  if (handle.includes('s'))
    bottom = clamp(Math.round(box.y + box.height + deltaY), top + 1, picture.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
