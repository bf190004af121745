/** What is written of the tracks of a drive: of one moment, or of all. */
import { formatCsv } from '#src/core/csv';
import { type TableFrames, tracksRows } from '#src/core/drives/drive-tables';
import type { Track } from '#src/core/drives/track-regions';
import { tracksCoco } from '#src/core/drives/tracks-coco';
import { AnomalensError } from '#src/core/errors';
import { stemOf } from '#src/core/file-stem';
import { framesZip } from '#src/session/drives/export/frame-files';
import { frameSourceOf, nameOfExport } from '#src/session/drives/frames';
import { ask } from '#src/session/held-pictures';
import type { MethodSummary } from '#src/store/drives/drive-summary';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { listedFrame } from '#src/store/drives/shown-drive';
import { activePane } from '#src/store/selectors';
import { getState } from '#src/store/store';
import { paneViewOf } from '#src/store/view-state';

export type TrackFile = 'frames' | 'clip' | 'csv' | 'coco';

/** Seconds before and after a moment that a clip shows, and the frames that it has at most. */
const [CLIP_MARGIN, CLIP_FRAMES] = [1, 300];

export interface WrittenTracks {
  blob: Blob;
  fileName: string;
}

/**
 * @param tracks at least one, of the summary. @throws AnomalensError of the worker, `cancelled`,
 * `frame-unreadable` for a drive whose first frame has not been decoded.
 */
export async function writeTracks(
  drive: OpenDrive,
  summary: MethodSummary,
  tracks: readonly Track[],
  file: TrackFile,
  signal: AbortSignal,
): Promise<WrittenTracks> {
  const [only, ...others] = tracks;
  const part = only && others.length === 0 ? `_track${only.id}` : '_tracks';
  const stem = `${stemOf(drive.name)}${part}`;
  const text = (content: string, type: string) => new Blob([content], { type });
  const pane = { ...paneViewOf(getState(), activePane(getState())), threshold: summary.threshold };
  switch (file) {
    case 'csv': {
      const rows = tracksRows(tracks, tableFrames(drive, summary));
      return { blob: text(formatCsv(rows), 'text/csv'), fileName: `${stem}.csv` };
    }
    case 'coco': {
      const { indexes, timestamps } = summary.timeline;
      const analysed = indexes.map((index, place) => ({
        index,
        timestamp: timestamps[place] as number,
      }));
      const coco = tracksCoco(tracks, within(analysed, tracks), tableFrames(drive, summary));
      return {
        blob: text(JSON.stringify(coco), 'application/json'),
        fileName: `${stem}.coco.json`,
      };
    }
    case 'frames': {
      const indexes = [...new Set(tracks.flatMap(({ spots }) => spots.map(({ index }) => index)))];
      const sorted = indexes.sort((a, b) => a - b);
      return { blob: await framesZip(drive, sorted, pane, signal), fileName: `${stem}.zip` };
    }
    case 'clip': {
      const frames = await clipFrames(drive, tracks);
      const { minArea } = getState().view;
      const request = { frames, pane, minArea, fileName: stem, format: 'mp4' } as const;
      return ask('exportClip', request, { signal });
    }
  }
}

/** The frames that were analysed from the first spot to the last. */
function within<F extends { index: number }>(frames: readonly F[], tracks: readonly Track[]): F[] {
  const from = Math.min(...tracks.map((track) => track.from));
  const to = Math.max(...tracks.map((track) => track.to));
  return frames.filter(({ index }) => from <= index && index <= to);
}

function tableFrames(drive: OpenDrive, { grid }: MethodSummary): TableFrames {
  const picture = getState().pictures.byId[listedFrame(getState(), drive.id) ?? '']?.info;
  if (!picture)
    throw new AnomalensError('frame-unreadable', 'The size of the frames is not known yet.', true);
  return { grid, picture, nameOf: (index) => `${nameOfExport(drive, index)}.png` };
}

/** All frames around a moment, evenly fewer of a long one. */
async function clipFrames(drive: OpenDrive, tracks: readonly Track[]) {
  const timestamps = drive.facts?.timestamps ?? new Float64Array(0);
  const timeOf = (index: number) => timestamps[index] ?? 0;
  const from = Math.min(...tracks.map((track) => timeOf(track.from))) - CLIP_MARGIN;
  const to = Math.max(...tracks.map((track) => timeOf(track.to))) + CLIP_MARGIN;
  const all = [...timestamps.keys()].filter(
    (index) => from <= timeOf(index) && timeOf(index) <= to,
  );
  const stride = Math.ceil(all.length / CLIP_FRAMES);
  const indexes = all.filter((_, place) => place % stride === 0);
  return Promise.all(
    indexes.map(async (index) => ({
      source: await frameSourceOf(drive, index),
      timestamp: timeOf(index),
    })),
  );
}
