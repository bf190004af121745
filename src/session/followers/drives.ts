/** Looks at the frames of the shown drive in the background, one at a time and only while nobody waits. */
import { analyseFrame } from '#src/session/drives/analyse-frame';
import { playOn } from '#src/session/drives/play';
import { follow, type Wanted } from '#src/session/follow';
import { quiet } from '#src/session/held/quiet';
import { shownDrive } from '#src/store/drives/shown-drive';
import { type WantedFrame, wantedFrame } from '#src/store/drives/wanted-frame';
import type { State } from '#src/store/state';
import { getState, useStore } from '#src/store/store';

interface Look extends Wanted {
  frame: WantedFrame;
}

function wanted(state: State): Look | null {
  const frame = wantedFrame(state);
  if (!frame) return null;
  const keys = frame.methods.map(({ key }) => key);
  return { key: `${frame.driveId} ${frame.index} ${JSON.stringify(keys)}`, frame };
}

/** Frames follow each other on the stage while the shown drive plays. */
function followPlaying(): () => void {
  let isRunning = false;
  const look = () => {
    const drive = shownDrive(getState());
    if (isRunning || !drive || drive.speed === 0) return;
    isRunning = true;
    void playOn(drive.id).finally(() => {
      isRunning = false;
      look();
    });
  };
  look();
  return useStore.subscribe(look);
}

export function followDrives(): () => void {
  const stopPlaying = followPlaying();
  const stopFollowing = follow<Look>({
    wanted,
    known: () => false, // a frame that is known is wanted no more
    ask: async ({ key }) => {
      await quiet();
      const now = wanted(getState());
      if (now?.key === key) await analyseFrame(now.frame);
    },
    rest: 0,
  });
  return () => {
    stopFollowing();
    stopPlaying();
  };
}
