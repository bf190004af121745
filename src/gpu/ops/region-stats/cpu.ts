import { BACKGROUND, type Region, type Size } from '#src/core/types';

export interface RegionStats {
  /** Every region of at least the minimum area, ids 1..n in raster order of the first pixel. */
  regions: Region[];
  /** Region id per pixel `[H, W]`; 0 outside and in regions that are too small. */
  ids: Uint32Array;
}

/**
 * Area, box, centroid, mean (float64 sum) and maximum score of every region in a label map `[H, W]` of
 * smallest pixel indices.
 */
export function regionStatsCpu(
  labels: Uint32Array,
  score: Float32Array,
  { width, height }: Size,
  minArea: number,
): RegionStats {
  const slotOf = new Map<number, number>();
  const roots: number[] = [];
  const area: number[] = [];
  const sum: number[] = [];
  const maximum: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const top: number[] = [];
  const bottom: number[] = [];
  const columns: number[] = [];
  const rows: number[] = [];
  const ids = new Uint32Array(labels.length);
  let lastRoot = BACKGROUND;
  let slot = 0;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const root = labels[i] as number;
      if (root === BACKGROUND) continue;
      if (root !== lastRoot) {
        // Neighbours mostly share their region: the map is asked once per run of pixels.
        lastRoot = root;
        const known = slotOf.get(root);
        if (known === undefined) {
          slot = roots.length;
          slotOf.set(root, slot);
          roots.push(root);
          area.push(0);
          sum.push(0);
          maximum.push(Number.NEGATIVE_INFINITY);
          left.push(x);
          right.push(x);
          top.push(y);
          bottom.push(y);
          columns.push(0);
          rows.push(0);
        } else slot = known;
      }
      ids[i] = slot + 1;
      const value = score[i] as number;
      (area[slot] as number)++;
      (sum[slot] as number) += value;
      if (value > (maximum[slot] as number)) maximum[slot] = value;
      if (x < (left[slot] as number)) left[slot] = x;
      if (x > (right[slot] as number)) right[slot] = x;
      bottom[slot] = y;
      (columns[slot] as number) += x;
      (rows[slot] as number) += y;
    }
  }
  const idOf = new Uint32Array(roots.length + 1);
  const regions: Region[] = [];
  for (const [s, pixels] of area.entries()) {
    if (pixels < minArea) continue;
    const [x, y] = [left[s] as number, top[s] as number];
    idOf[s + 1] = regions.length + 1;
    regions.push({
      id: regions.length + 1,
      area: pixels,
      box: {
        x,
        y,
        width: (right[s] as number) - x + 1,
        height: (bottom[s] as number) - y + 1,
      },
      centroid: { x: (columns[s] as number) / pixels, y: (rows[s] as number) / pixels },
      meanScore: (sum[s] as number) / pixels,
      maxScore: maximum[s] as number,
    });
  }
  if (regions.length < roots.length)
    for (let i = 0; i < ids.length; i++) ids[i] = idOf[ids[i] as number] as number;
  return { regions, ids };
}
