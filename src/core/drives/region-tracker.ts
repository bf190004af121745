/**
 * Regions linked over frames, by overlap and movement alone: the five steps of Maag et al. 2022 and
 * of OOD tracking after it (docs/methods.md 9.2).
 */
import { joinedRegion, type MapRegion } from '#src/core/drives/map-regions';
import { joinNear } from '#src/core/drives/near-regions';
import { addTo } from '#src/core/groups';
import type { Size } from '#src/core/types';

/** The distance within which things are matched, of the width: 50 pixels of 2048. */
const REACH = 50 / 2048;
/** Pieces this much of it apart are one object. */
const NEAR = 1 / 5;
/** Overlap at which several pieces may all be the object. */
const OVERLAP = 0.35;
/** Frames that an object may be missing from and be known again. */
const MEMORY = 5;

interface Point {
  x: number;
  y: number;
}

/** A frame as it is remembered. */
interface Seen {
  timestamp: number;
  /** By id. */
  objects: Map<number, MapRegion>;
}

/** Frames are given one after the other, in ascending order of time. */
export class RegionTracker {
  /** The newest first. */
  readonly #memory: Seen[] = [];
  readonly #reach: number;
  /** By cell, the piece that lies there and belongs to no object yet, or -1. */
  readonly #owners: Int32Array;
  #pieces: MapRegion[] = [];
  #idOf: number[] = [];
  /** Pieces that belong to no object yet, ascending. */
  #free = new Set<number>();
  #ids = 0;

  constructor(private readonly grid: Size) {
    this.#reach = REACH * grid.width;
    this.#owners = new Int32Array(grid.width * grid.height).fill(-1);
  }

  /**
   * The objects of the next frame by id, ids from 1 in the order in which objects appear. All regions
   * of one object are one region.
   * @param timestamp seconds. @param regions on the grid of the tracker.
   */
  next(timestamp: number, regions: readonly MapRegion[]): Map<number, MapRegion> {
    this.#pieces = joinNear(regions, this.grid, Math.round(NEAR * this.#reach));
    this.#idOf = this.#pieces.map(() => 0);
    this.#free = new Set(this.#pieces.keys());
    for (const [piece, { cells }] of this.#pieces.entries())
      for (const cell of cells) this.#owners[cell] = piece;
    const former = this.#memory[0];
    const largestFirst = [...(former?.objects ?? [])].sort(
      ([a, one], [b, other]) => other.area - one.area || a - b,
    );
    for (const [id, object] of largestFirst) this.#follow(id, object, timestamp);
    for (const [id, object] of largestFirst) this.#take(id, this.#overlapping(object, 0, 0));
    for (const id of this.#missing()) this.#recall(id, timestamp);
    for (const piece of [...this.#free]) this.#take(++this.#ids, [piece]);
    const objects = this.#objects();
    this.#memory.unshift({ timestamp, objects });
    this.#memory.length = Math.min(this.#memory.length, MEMORY);
    return objects;
  }

  /** Step 2: where the object would be now, by its last movement. */
  #follow(id: number, object: MapRegion, timestamp: number): void {
    const [last, before] = this.#memory as [Seen, Seen | undefined];
    const earlier = before?.objects.get(id);
    const from = object.centroid;
    if (!before || !earlier) {
      this.#take(
        id,
        this.#nearest((to) => distance(from, to)),
      );
      return;
    }
    const span = last.timestamp - before.timestamp;
    const pace = span > 0 ? (timestamp - last.timestamp) / span : 1;
    const moved = minus(from, earlier.centroid);
    const expected = { x: moved.x * pace, y: moved.y * pace };
    const overlapping = this.#overlapping(object, expected.x, expected.y);
    const turned = (to: Point) => distance(from, to) + distance(expected, minus(to, from));
    this.#take(id, overlapping.length > 0 ? overlapping : this.#nearest(turned));
  }

  /** Step 4: where a straight line through its last centres leads. */
  #recall(id: number, timestamp: number): void {
    const past = this.#memory.flatMap((seen) => {
      const object = seen.objects.get(id);
      return object ? [{ time: seen.timestamp - timestamp, object }] : [];
    });
    if (past.length < 2) return;
    const at = (axis: 'x' | 'y') =>
      atZero(past.map(({ time, object }) => [time, object.centroid[axis]]));
    const expected = { x: at('x'), y: at('y') };
    const near = this.#nearest((to) => distance(expected, to));
    if (near.length > 0) {
      this.#take(id, near);
      return;
    }
    // The latest of those that are equally large.
    const largest = past.reduce((a, b) => (b.object.area > a.object.area ? b : a)).object;
    const { x, y } = minus(expected, largest.centroid);
    this.#take(id, this.#overlapping(largest, x, y));
  }

  /** Every free piece with enough overlap with the shifted object, or that with the most. */
  #overlapping({ cells }: MapRegion, shiftX: number, shiftY: number): number[] {
    const { width, height } = this.grid;
    const [dx, dy] = [Math.round(shiftX), Math.round(shiftY)];
    const common = new Map<number, number>();
    let area = 0;
    for (const cell of cells) {
      const x = (cell % width) + dx;
      const y = Math.floor(cell / width) + dy;
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      area += 1;
      const piece = this.#owners[y * width + x] as number;
      if (piece >= 0) common.set(piece, (common.get(piece) ?? 0) + 1);
    }
    const overlaps = [...common].map(([piece, count]) => {
      const union = area + (this.#pieces[piece] as MapRegion).area - count;
      return { piece, IoU: count / union };
    });
    const enough = overlaps.filter(({ IoU }) => IoU >= OVERLAP);
    if (enough.length > 0) return enough.map(({ piece }) => piece);
    const [first, ...others] = overlaps;
    if (!first) return [];
    return [others.reduce((a, b) => (b.IoU > a.IoU ? b : a), first).piece];
  }

  /** The free piece of the least distance, where that is within reach. */
  #nearest(distanceTo: (centroid: Point) => number): number[] {
    let nearest: number | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const piece of this.#free) {
      const own = distanceTo((this.#pieces[piece] as MapRegion).centroid);
      if (own < least) [nearest, least] = [piece, own];
    }
    return nearest !== null && least <= this.#reach ? [nearest] : [];
  }

  #take(id: number, pieces: readonly number[]): void {
    for (const piece of pieces) {
      this.#idOf[piece] = id;
      this.#free.delete(piece);
      for (const cell of (this.#pieces[piece] as MapRegion).cells) this.#owners[cell] = -1;
    }
  }

  /** Ids of the memory that no piece has now, ascending. */
  #missing(): number[] {
    const known = new Set(this.#memory.flatMap(({ objects }) => [...objects.keys()]));
    for (const id of this.#idOf) known.delete(id);
    return [...known].sort((a, b) => a - b);
  }

  #objects(): Map<number, MapRegion> {
    const members = new Map<number, MapRegion[]>();
    for (const [piece, id] of this.#idOf.entries())
      addTo(members, id, this.#pieces[piece] as MapRegion);
    return new Map(
      [...members]
        .sort(([a], [b]) => a - b)
        .map(([id, pieces]) => [id, joinedRegion(pieces, this.grid.width)]),
    );
  }
}

const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** The value at 0 of the straight line with the least squares; the mean where there is no line. */
function atZero(points: readonly (readonly [number, number])[]): number {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [above, below] = [0, 0];
  for (const [x, y] of points) {
    above += (x - meanX) * (y - meanY);
    below += (x - meanX) ** 2;
  }
  return below > 0 ? meanY - (above / below) * meanX : meanY;
}
