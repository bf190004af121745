/** What one frame says of its objects and of the tracks of a method (docs/methods.md 7.9). */
import type { MapRegion } from '#src/core/drives/map-regions';
import type { Size } from '#src/core/types';

/** Pixels of the label's grid. */
type Seen = Pick<MapRegion, 'area' | 'centroid'>;

export interface MeasuredFrame {
  /** Seconds. */
  timestamp: number;
  /** By id; null where the frame has no label. */
  objects: ReadonlyMap<number, Seen> | null;
  /** By id. */
  tracks: ReadonlyMap<number, Seen>;
  /** By object and track, where they share a pixel. */
  overlaps: readonly { object: number; track: number; pixels: number }[];
}

/** Regions without their pixels: a set has thousands. */
const seen = (regions: ReadonlyMap<number, MapRegion>): Map<number, Seen> =>
  new Map([...regions].map(([id, { area, centroid }]) => [id, { area, centroid }]));

/**
 * @param objects of the label by id, null without a label. @param tracks by id; of both the pixels
 * lie on `grid`, and no two objects share one, nor two tracks.
 */
export function measuredFrame(
  timestamp: number,
  objects: ReadonlyMap<number, MapRegion> | null,
  tracks: ReadonlyMap<number, MapRegion>,
  { width, height }: Size,
): MeasuredFrame {
  const overlaps: { object: number; track: number; pixels: number }[] = [];
  if (objects && objects.size > 0 && tracks.size > 0) {
    const owners = new Int32Array(width * height).fill(-1);
    for (const [track, { cells }] of tracks) for (const cell of cells) owners[cell] = track;
    for (const [object, { cells }] of objects) {
      const common = new Map<number, number>();
      for (const cell of cells) {
        const track = owners[cell] as number;
        if (track >= 0) common.set(track, (common.get(track) ?? 0) + 1);
      }
      for (const [track, pixels] of common) overlaps.push({ object, track, pixels });
    }
  }
  return { timestamp, objects: objects && seen(objects), tracks: seen(tracks), overlaps };
}
