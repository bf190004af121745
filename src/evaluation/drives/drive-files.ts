/** What an analysed drive leaves: tables of frames, tracks and moments (docs/drives.md). */
import { type CsvCell, formatCsv } from '#src/core/csv';
import {
  framesRows,
  momentsRows,
  type TableFrames,
  tracksRows,
} from '#src/core/drives/drive-tables';
import type { FrameRecord } from '#src/core/drives/frame-record';
import { type Moment, momentsOf, rangeOf } from '#src/core/drives/moments';
import { scaledBox } from '#src/core/drives/scaled-region';
import { type SmoothingKind, smooth } from '#src/core/drives/smoothing';
import { timelineOf } from '#src/core/drives/timeline';
import { type Spot, type Track, tracksAt } from '#src/core/drives/track-regions';
import { tracksCoco } from '#src/core/drives/tracks-coco';
import type { Size } from '#src/core/types';
import { recordOf } from '#src/evaluation/analysis/region-tables';
import type { AnalysisPlan } from '#src/evaluation/analysis/types';
import type { Drive } from '#src/evaluation/drives/drive';
import type { SurveyedDrive } from '#src/evaluation/drives/survey-drive';
import type { DriveSummary, DriveWish } from '#src/evaluation/drives/types';
import type { FileStore } from '#src/evaluation/types';

/**
 * Writes the files of one drive. @param folder they go to, with a slash at its end; '' for none.
 * @param picture size of the frames, which boxes are in. @throws AnomalensError `evaluation-state`.
 */
export async function writeDrive(
  files: Pick<FileStore, 'write'>,
  folder: string,
  { drive, plan, wish }: { drive: Drive; plan: AnalysisPlan; wish: DriveWish },
  { records, errors }: SurveyedDrive,
  picture: Size | null,
): Promise<DriveSummary> {
  const { methodId } = plan.settings;
  const shown = smoothed(records, plan, wish.smoothing);
  const tracks = tracksAt(shown, methodId, plan.threshold);
  const grid: Size = shown[0]?.methods[methodId]?.map ?? { width: 1, height: 1 };
  const frames: TableFrames = { grid, picture: picture ?? grid, nameOf: drive.nameOf };
  const moments = momentsOf(tracks, rangeOf(shown, methodId), grid);
  const timeline = timelineOf(shown, methodId, plan.threshold, tracks);
  const head = {
    schemaVersion: 1,
    drive: drive.name,
    ...recordOf(plan),
    perSecond: wish.perSecond,
    smoothing: wish.smoothing,
    width: frames.picture.width,
    height: frames.picture.height,
    analysed: records.length,
    notices: drive.notices,
    errors,
  };
  const write = (name: string, text: string) =>
    files.write(`${folder}${name}`, new TextEncoder().encode(text));
  const table = (name: string, rows: CsvCell[][]) => write(name, formatCsv(rows));
  const json = (name: string, value: object) => write(name, `${JSON.stringify(value, null, 1)}\n`);
  await table('frames.csv', framesRows(timeline, drive.nameOf));
  await table('tracks.csv', tracksRows(tracks, frames));
  await table('moments.csv', momentsRows(moments, frames));
  await json('tracks.json', { ...head, tracks: tracks.map((track) => trackJson(track, frames)) });
  await json('moments.json', { ...head, moments: moments.map((own) => momentJson(own, frames)) });
  await json('tracks.coco.json', tracksCoco(tracks, shown, frames));
  return {
    drive: drive.name,
    frames: records.length,
    tracks: tracks.length - tracks.filter(({ flicker }) => flicker).length,
    flicker: tracks.filter(({ flicker }) => flicker).length,
    moments: moments.length,
    errors: errors.length,
    notices: drive.notices,
  };
}

function smoothed(
  records: readonly FrameRecord[],
  { settings: { methodId }, threshold }: AnalysisPlan,
  kind: SmoothingKind | null,
): readonly FrameRecord[] {
  if (kind === null) return records;
  return smooth(records, methodId, kind, tracksAt(records, methodId, threshold));
}

function trackJson({ id, flicker, spots, frames: analysed }: Track, frames: TableFrames) {
  return { id, flicker, analysed, spots: spots.map((spot) => spotJson(spot, frames)) };
}

function momentJson({ best, ...moment }: Moment, frames: TableFrames) {
  return { ...moment, best: spotJson(best, frames) };
}

function spotJson({ index, timestamp, region }: Spot, { grid, picture, nameOf }: TableFrames) {
  return {
    frame: index,
    timestamp,
    file: nameOf(index),
    score: region.peak,
    areaPercent: (100 * region.area) / (grid.width * grid.height),
    box: scaledBox(region.box, grid, picture),
  };
}
