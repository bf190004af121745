/**
 * Plays a drive: the next frame is decoded and analysed while the former one stays, and takes its place
 * together with its mask. One frame and one analysis are in flight at most.
 */
import { serialiseError } from '#src/protocol/errors';
import { analyzeAhead } from '#src/session/analyze-picture';
import { forgetFrames, placeFrame, prepareFrame } from '#src/session/drives/frames';
import { movePlayhead } from '#src/session/drives/move-playhead';
import { takeLive } from '#src/session/drives/take-live';
import { untilDrawn } from '#src/session/drives/until-drawn';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { playedNext } from '#src/store/drives/frame-steps';
import { listedFrame, shownDrive } from '#src/store/drives/shown-drive';
import { getState, patchDrive, patchPicture } from '#src/store/store';

/** Weight of the latest frame in the rate that is told. */
const LATEST = 0.3;

/** When the last frame was shown. */
let shownAt = 0;

/** Resolves when the drive stands, has ended, or is not shown any more. */
export async function playOn(driveId: string): Promise<void> {
  shownAt = performance.now();
  patchDrive(driveId, { shown: null });
  for (;;) {
    const drive = shownDrive(getState());
    if (drive?.id !== driveId || drive.speed === 0) break;
    const goesOn = await (drive.kind === 'live' ? takeLive(drive, noteShown) : showNext(drive));
    if (!goesOn) break;
  }
  patchDrive(driveId, { speed: 0 });
}

/** @returns whether there may be another. */
async function showNext(drive: OpenDrive): Promise<boolean> {
  const { id, playhead, perSecond } = drive;
  const index = playedNext(drive);
  if (index === null) return false;
  const picture = prepareFrame(drive, index);
  let goesOn = true;
  try {
    await analyzeAhead(picture);
  } catch (error) {
    const serialised = serialiseError(error);
    patchPicture(picture, { state: 'failed', error: serialised });
    goesOn = serialised.code === 'frame-unreadable';
  }
  await untilDue(shownAt + 1000 / perSecond);
  const now = getState().drives.byId[id];
  // A person may have stopped it, or gone elsewhere, meanwhile.
  if (!now || now.speed === 0 || now.playhead !== playhead || shownDrive(getState())?.id !== id) {
    forgetFrames(id, listedFrame(getState(), id));
    return now !== undefined && now.speed !== 0;
  }
  movePlayhead(id, index);
  placeFrame(id, picture);
  noteShown(id, null, 0);
  if (goesOn) await untilDrawn();
  return goesOn;
}

async function untilDue(time: number): Promise<void> {
  const left = time - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}

/** @param delay milliseconds since a live frame was captured. */
function noteShown(driveId: string, delay: number | null, dropped: number): void {
  const now = performance.now();
  const latest = 1000 / Math.max(1, now - shownAt);
  shownAt = now;
  const before = getState().drives.byId[driveId]?.shown;
  const rate = before ? before.rate + LATEST * (latest - before.rate) : latest;
  patchDrive(driveId, { shown: { rate, delay, dropped: (before?.dropped ?? 0) + dropped } });
}
