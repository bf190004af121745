import { Icon } from '#src/components/ui/icon';
import { formatTime } from '#src/components/ui/numbers';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { wholeOf } from '#src/store/drives/timeline-window';

/** "drive of 0:30", for those who do not see the badge. */
export function driveWords(drive: OpenDrive): string {
  if (drive.kind === 'live') return drive.hasEnded ? 'ended live drive' : 'live drive';
  return drive.facts ? `drive of ${lengthOf(drive)}` : 'drive';
}

function lengthOf(drive: OpenDrive): string {
  const { from, to } = wholeOf(drive);
  return formatTime(to - from, 0);
}

/** Tells a drive from a picture, and how long it is. */
export function DriveBadge({ drive }: { drive: OpenDrive }) {
  const text = drive.kind === 'live' ? (drive.hasEnded ? 'ended' : 'live') : '';
  return (
    <span className="thumbnail__drive" aria-hidden="true">
      <Icon name="film" />
      {text || (drive.facts && lengthOf(drive))}
    </span>
  );
}
