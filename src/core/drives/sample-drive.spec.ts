/** What the tracker makes of the objects of the sample drive, as far as their exact labels can tell. */
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { regionsOf } from '#src/core/drives/map-regions';
import { type Track, trackRegions } from '#src/core/drives/track-regions';
import { decodePng } from '#src/core/png/decode-png';
import { LEAST_OBJECT } from '#src/core/set/small-map';

const FRAMES_A_SECOND = 10;
const OBJECTS = { cartons: 1, sofa: 2, cow: 3 };
const GRID = { width: 192, height: 108 };
/** Cells that stand for the 100 pixels from which an object counts as one that can be found. */
const LEAST_CELLS = 9;

/** By frame: the id in the middle of each cell of the grid, which small maps of scores have too. */
const frames = Object.entries(unzipSync(readFileSync('public/samples/drive/street-labels.zip')))
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([, file]) => {
    const { data, width, height } = decodePng(file);
    return Uint8Array.from({ length: GRID.width * GRID.height }, (_, cell) => {
      const [column, row] = [cell % GRID.width, Math.floor(cell / GRID.width)];
      const x = Math.floor(((column + 0.5) * width) / GRID.width);
      const y = Math.floor(((row + 0.5) * height) / GRID.height);
      return data[y * width + x] as number;
    });
  });

/** As a perfect method would score: every object high, all else low. */
function tracksOf(every: number): Track[] {
  const range = { min: 0, max: 1 };
  const seen = frames.flatMap((ids, index) => {
    if (index % every !== 0) return [];
    const levels = ids.map((id) => (id > 0 ? 255 : 1));
    const regions = regionsOf({ ...GRID, range, levels }, 0.5, LEAST_OBJECT);
    return [{ index, timestamp: index / FRAMES_A_SECOND, regions }];
  });
  return trackRegions(seen, GRID);
}

/** The track that covers most of an object in each frame that shows it; null where none does. */
function coveredBy(object: number, tracks: readonly Track[], every: number): (number | null)[] {
  return frames.flatMap((ids, index) => {
    const size = ids.filter((id) => id === object).length;
    if (index % every !== 0 || size < LEAST_CELLS) return [];
    const shares = tracks.map(({ id, spots }) => {
      const cells = spots.find((spot) => spot.index === index)?.region.cells ?? [];
      return { id, cells: cells.filter((cell) => ids[cell] === object).length };
    });
    const best = shares.reduce((a, b) => (b.cells > a.cells ? b : a));
    return [best.cells > 0 ? best.id : null];
  });
}

describe.each([
  ['every frame', 1],
  ['two frames a second', 5],
])('the sample drive, %s', (_name, every) => {
  const tracks = tracksOf(every);
  const covered = Object.values(OBJECTS).map((object) => coveredBy(object, tracks, every));

  it('keeps each object in a track of its own for at least 80 % of its frames', () => {
    const owners = covered.map((ids) => {
      const share = (track: number) => ids.filter((id) => id === track).length / ids.length;
      const [owner] = tracks.map(({ id }) => id).sort((a, b) => share(b) - share(a));
      expect(share(owner as number)).toBeGreaterThanOrEqual(0.8);
      return owner;
    });
    expect(new Set(owners).size).toBe(owners.length);
  });

  it('changes the id of an object once at most', () => {
    const switches = covered.flatMap((ids) => {
      const known = ids.filter((id) => id !== null);
      return known.slice(1).filter((id, place) => id !== known[place]);
    });
    expect(switches.length).toBeLessThanOrEqual(1);
  });
});
