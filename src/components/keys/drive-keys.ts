/** Keys of the frames of a drive; the timeline itself takes arrows while it has the focus. */
import { playDrive } from '#src/actions/drives/play-drive';
import { stepFrame } from '#src/actions/drives/step-frame';
import { stopDrive } from '#src/actions/drives/stop-drive';
import type { Shortcut } from '#src/components/keys/shortcut';
import { shownDrive } from '#src/store/drives/shown-drive';
import { getState } from '#src/store/store';

const when = () => shownDrive(getState()) !== null;

const group = 'Drive';

export const driveShortcuts: readonly Shortcut[] = [
  { group, keys: ['l'], when, title: 'Play; again: faster', run: () => playDrive(1) },
  { group, keys: ['j'], when, title: 'Play backwards; again: faster', run: () => playDrive(-1) },
  { group, keys: ['k'], when, title: 'Stop', run: stopDrive },
  {
    group,
    keys: ['<', '>'],
    when,
    title: 'One frame back or on (arrows within the timeline, with Shift ten)',
    run: (key) => stepFrame(key === '<' ? -1 : 1),
  },
];
