import { exportTracks } from '#src/actions/drives/export-tracks';
import { useStore } from '#src/store/store';

type TrackFile = Parameters<typeof exportTracks>[1];

const FILES: readonly { file: TrackFile; title: string; detail: string }[] = [
  {
    file: 'frames',
    title: 'Frames',
    detail: 'ZIP of PNG: each analysed frame of the moment, named by frame and time',
  },
  {
    file: 'clip',
    title: 'Clip',
    detail:
      'Video with the layer of the pane drawn over it, from a second before to a second after',
  },
  { file: 'csv', title: 'CSV', detail: 'A row for each object in each frame' },
  { file: 'coco', title: 'COCO', detail: 'JSON with masks, track_id and timestamps' },
];

/** Files about one moment; with null about all tracks of the drive, for which there are tables alone. */
export function TrackFiles({ trackId }: { trackId: number | null }) {
  const busy = useStore((state) => state.session.activity !== null);
  const isWhole = trackId === null;
  const files = FILES.filter(({ file }) => !isWhole || file === 'csv' || file === 'coco');
  return (
    <div className="row track-files" data-whole={isWhole}>
      <span className="muted">{isWhole ? 'Save all tracks' : 'Save'}</span>
      {files.map(({ file, title, detail }) => (
        <button
          key={file}
          type="button"
          className="button button--outlined"
          title={detail}
          disabled={busy}
          onClick={() => void exportTracks(trackId, file)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
