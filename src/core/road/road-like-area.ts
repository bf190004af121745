/** Where the road is, with what stands on it. */
import type { Size } from '#src/core/types';

/**
 * Per row from the first to the last pixel of road or sidewalk, so that what a network does not know to
 * be road, an object above all, lies inside. `[height, width]`: 1 inside.
 * @param classes `[height, width]`. @param isRoad by class.
 */
export function roadLikeArea(
  classes: Uint8Array,
  isRoad: readonly boolean[],
  { width, height }: Size,
): Uint8Array<ArrayBuffer> {
  const inside = new Uint8Array(width * height);
  const isRoadAt = (pixel: number) => isRoad[classes[pixel] as number] === true;
  for (let start = 0; start < inside.length; start += width) {
    let first = start;
    let last = start + width - 1;
    while (first <= last && !isRoadAt(first)) first += 1;
    while (last > first && !isRoadAt(last)) last -= 1;
    inside.fill(1, first, last + 1);
  }
  return inside;
}
