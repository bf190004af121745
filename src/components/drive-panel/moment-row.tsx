import { memo } from 'react';
import { showMoment } from '#src/actions/drives/show-moment';
import { MomentName } from '#src/components/drive-panel/moment-name';
import { useFrameThumbnail } from '#src/components/drive-panel/use-frame-thumbnail';
import { formatScore, formatShare, formatTime } from '#src/components/ui/numbers';
import type { Moment } from '#src/core/drives/moments';
import type { Size } from '#src/core/types';

interface Props {
  driveId: string;
  moment: Moment;
  /** `#rrggbb` of its track. */
  colour: string;
  isSelected: boolean;
  /** The cells that its regions consist of. */
  grid: Size;
}

/** "2.5 s"; what one frame has seen alone lasts no time. */
const lasting = ({ from, to }: Moment): string => `${(to - from).toFixed(1)} s`;

/** A moment: its frame of the largest area, when it is, how strong, how large and how long. */
export const MomentRow = memo(function MomentRow(props: Props) {
  const { driveId, moment, colour, isSelected, grid } = props;
  const { trackId, best, from, peak, share } = moment;
  const url = useFrameThumbnail(driveId, best.index);
  return (
    <button
      type="button"
      className="moment"
      aria-pressed={isSelected}
      data-moment={trackId}
      onClick={() => showMoment(trackId, best.index)}
    >
      <span className="moment__picture">{url && <img src={url} alt="" draggable={false} />}</span>
      <span className="moment__words">
        <span>
          <strong>{formatTime(from, 1)}</strong> for {lasting(moment)}
        </span>
        <span className="muted">
          score {formatScore(peak)}, area {formatShare(share)}
        </span>
        <MomentName driveId={driveId} moment={moment} grid={grid} />
      </span>
      <span className="moment__track" title={`Track ${trackId}`}>
        <i style={{ background: colour }} />
        {trackId}
      </span>
    </button>
  );
});
