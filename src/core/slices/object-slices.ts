/** Which objects of a set are measured by themselves: the small ones, those far up, those of a folder. */
import type { Size } from '../types';

/** `size` and `height` are of objects, `folder` is of images. */
export const SLICE_KINDS = ['size', 'height', 'folder'] as const;
export type SliceKind = (typeof SLICE_KINDS)[number];
type ObjectSliceKind = Exclude<SliceKind, 'folder'>;

/** Fractions of the image, the lower one of the middle slice and its upper one. */
const SIZES: readonly [number, number] = [0.001, 0.01];
const THIRDS = 3;

/** What the slices of objects are called, in the order of a table. */
export const OBJECT_SLICES: Record<ObjectSliceKind, readonly [string, string, string]> = {
  size: ['under 0.1 %', '0.1 to 1 %', 'over 1 %'],
  height: ['upper third', 'middle third', 'lower third'],
};

interface ObjectSlice {
  slice: string;
  /** Ids of the components. */
  ids: Set<number>;
}

/**
 * The slices of an image's objects, those without an object too. Size is the area of a component as
 * a share of the image, height that of its centroid.
 * @param components `[height, width]` ids. @param outside what stands where there is none.
 */
export function objectSlices(
  components: Uint32Array,
  { width, height }: Size,
  outside: number,
  by: ObjectSliceKind,
): ObjectSlice[] {
  const areas = new Map<number, number>();
  const rows = new Map<number, number>();
  for (let i = 0; i < components.length; i++) {
    const id = components[i] as number;
    if (id === outside) continue;
    areas.set(id, (areas.get(id) ?? 0) + 1);
    rows.set(id, (rows.get(id) ?? 0) + Math.floor(i / width));
  }
  const slices = OBJECT_SLICES[by].map((slice) => ({ slice, ids: new Set<number>() }));
  for (const [id, area] of areas) {
    const centre = ((rows.get(id) as number) / area + 0.5) / height;
    const place = by === 'size' ? sizeOf(area / (width * height)) : Math.floor(centre * THIRDS);
    slices[place]?.ids.add(id);
  }
  return slices;
}

/** A share on a bound is of the middle slice. */
function sizeOf(share: number): number {
  if (share < SIZES[0]) return 0;
  return share > SIZES[1] ? 2 : 1;
}
