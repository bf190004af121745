import { useFrameThumbnail } from '#src/components/drive-panel/use-frame-thumbnail';
import { rowMethods } from '#src/components/timeline/plot-data';
import { formatCount, formatScore, formatTime } from '#src/components/ui/numbers';
import { driveRecords } from '#src/store/drives/drive-records';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { frameAtTime } from '#src/store/drives/frame-steps';
import { methodInfo } from '#src/store/method-info';
import { useStore } from '#src/store/store';

const WIDTH = 176;
const REST_MS = 120;

interface Props {
  drive: OpenDrive;
  /** CSS pixels within the plot, and the time there. */
  x: number;
  seconds: number;
  /** CSS pixels of the plot. */
  width: number;
}

/** What is known of the frame under the pointer. */
export function HoverCard({ drive, x, seconds, width }: Props) {
  const index = frameAtTime(drive.facts?.timestamps ?? [], seconds);
  const methods = useStore((state) =>
    rowMethods(state, drive)
      .map(({ info }) => info.id)
      .join(),
  );
  const record = driveRecords.get(drive.id)?.get(index);
  const left = Math.min(Math.max(x - WIDTH / 2, 0), Math.max(width - WIDTH, 0));
  return (
    <div className="timeline__card" style={{ insetInlineStart: left, inlineSize: WIDTH }}>
      {drive.kind !== 'live' && <Preview driveId={drive.id} index={index} />}
      <strong>{formatTime(drive.facts?.timestamps[index] ?? 0)}</strong>
      <span className="muted">frame {formatCount(index + 1)}</span>
      {methods.split(',').map((methodId) => (
        <PeakOf key={methodId} methodId={methodId} peak={record?.methods[methodId]?.peak} />
      ))}
    </div>
  );
}

function PeakOf({ methodId, peak }: { methodId: string; peak: number | undefined }) {
  const title = methodInfo(methodId, null).shortTitle;
  return (
    <span>
      {title}: {peak === undefined ? 'not analysed' : formatScore(peak)}
    </span>
  );
}

/** Asked for when the pointer rests: each frame between would hold up the next. */
function Preview({ driveId, index }: { driveId: string; index: number }) {
  const url = useFrameThumbnail(driveId, index, REST_MS);
  return <span className="timeline__preview">{url && <img src={url} alt="" />}</span>;
}
