/** Tracks and moments of a drive as tables: the page's files and those of the command. */
import type { CsvCell } from '#src/core/csv';
import type { Moment } from '#src/core/drives/moments';
import { scaledBox } from '#src/core/drives/scaled-region';
import type { Timeline } from '#src/core/drives/timeline';
import type { Track } from '#src/core/drives/track-regions';
import type { Box, Size } from '#src/core/types';

/** How cells become pixels of the picture, and what frames are called. */
export interface TableFrames {
  /** The grid that regions lie on. */
  grid: Size;
  /** Size of the frames, in pixels. */
  picture: Size;
  /** By index of the frame. */
  nameOf: (index: number) => string;
}

const BOX_COLUMNS = ['x', 'y', 'width', 'height'] as const;
const boxCells = ({ x, y, width, height }: Box): number[] => [x, y, width, height];

/** A row for each analysed frame. */
export function framesRows(
  { indexes, timestamps, peak, area, tracks }: Timeline,
  nameOf: TableFrames['nameOf'],
): CsvCell[][] {
  const head = ['frame', 'timestamp', 'file', 'peak', 'area_percent', 'tracks'];
  const rows = indexes.map((index, place): CsvCell[] => [
    index,
    timestamps[place] as number,
    nameOf(index),
    peak[place] as number,
    100 * (area[place] as number),
    tracks[place] as number,
  ]);
  return [head, ...rows];
}

/** A row for each object in each frame, frame by frame; boxes in pixels, scores raw. */
export function tracksRows(tracks: readonly Track[], frames: TableFrames): CsvCell[][] {
  const cells = frames.grid.width * frames.grid.height;
  const head = ['frame', 'timestamp', 'file', 'track', 'score', 'area_percent', ...BOX_COLUMNS];
  const spots = tracks
    .flatMap(({ id, flicker, spots }) => spots.map((spot) => ({ id, flicker, ...spot })))
    .sort((a, b) => a.index - b.index || a.id - b.id);
  const rows = spots.map(({ id, flicker, index, timestamp, region }): CsvCell[] => [
    index,
    timestamp,
    frames.nameOf(index),
    id,
    region.peak,
    (100 * region.area) / cells,
    ...boxCells(scaledBox(region.box, frames.grid, frames.picture)),
    flicker,
  ]);
  return [[...head, 'flicker'], ...rows];
}

/** A row for each moment, the best first; the box is that of the frame of the largest area. */
export function momentsRows(moments: readonly Moment[], frames: TableFrames): CsvCell[][] {
  const head = ['rank', 'track', 'from', 'to', 'value', 'score', 'area_percent', 'persistence'];
  const rows = moments.map((moment, place): CsvCell[] => [
    place + 1,
    moment.trackId,
    moment.from,
    moment.to,
    moment.value,
    moment.peak,
    100 * moment.share,
    moment.persistence,
    moment.best.index,
    frames.nameOf(moment.best.index),
    ...boxCells(scaledBox(moment.best.region.box, frames.grid, frames.picture)),
  ]);
  return [[...head, 'frame', 'file', ...BOX_COLUMNS], ...rows];
}
