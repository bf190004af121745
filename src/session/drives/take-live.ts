/**
 * Shows the newest frame of a live drive: it is analysed first, and takes the place of the one before with
 * its mask. Frames that come meanwhile are dropped.
 */
import { frameName } from '#src/core/drives/frame-name';
import { stemOf } from '#src/core/file-stem';
import { LEAST_OBJECT, type SmallMap, scoreAt } from '#src/core/set/small-map';
import { serialiseError } from '#src/protocol/errors';
import type { Requests } from '#src/protocol/requests';

import { analyzeAhead } from '#src/session/analyze-picture';
import { ensureOpen } from '#src/session/drives/ensure-open';
import { placeFrame, prepareFrame } from '#src/session/drives/frames';
import { endLive } from '#src/session/drives/live-sources';
import { movePlayhead } from '#src/session/drives/move-playhead';
import { untilDrawn } from '#src/session/drives/until-drawn';
import { ask, takeFrame } from '#src/session/held-pictures';
import { notify } from '#src/session/notices';
import { addNumbers, type FrameNumbers } from '#src/store/drives/drive-records';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { driveMethods } from '#src/store/drives/wanted-frame';
import { leftOutOf } from '#src/store/labels/region-of-interest';
import { getState, patchDrive, patchPicture } from '#src/store/store';

/** 0.1 % of what counts lies above a peak, as in the frames of files. */
const PEAK_SHARE = 0.001;

/**
 * @param shown is told how old a frame was when it was shown, in milliseconds, and how many went by.
 * @returns whether there may be another.
 */
export async function takeLive(
  { id, name }: OpenDrive,
  shown: (driveId: string, delay: number, dropped: number) => void,
): Promise<boolean> {
  try {
    await ensureOpen(id);
    const drive = getState().drives.byId[id];
    if (!drive?.facts) return false;
    const index = drive.facts.timestamps.length;
    const picture = prepareFrame(drive, index);
    const taken = await takeFrame({ driveId: id, pictureId: picture, name });
    noteTaken(drive, picture, taken);
    await analyzeAhead(picture);
    const now = getState().drives.byId[id];
    if (!now || now.speed === 0) return false;
    movePlayhead(id, index);
    placeFrame(id, picture);
    await untilDrawn();
    shown(id, performance.timeOrigin + performance.now() - taken.captured, taken.dropped);
    addNumbers(id, await numbersOf(id, picture, index));
    return true;
  } catch (error) {
    const { code, message } = serialiseError(error);
    if (code === 'live-ended') endLive(id);
    else if (code !== 'cancelled') notify({ kind: 'error', text: `${name}: ${message}` });
    return false;
  }
}

function noteTaken(
  { id, name, facts }: OpenDrive,
  picture: string,
  { picture: info, timestamp }: Requests['takeFrame']['result'],
): void {
  if (!facts) return;
  const timestamps = Float64Array.of(...facts.timestamps, timestamp);
  patchDrive(id, { facts: { ...facts, timestamps } });
  const { width, height, original, format, notices, thumbnail } = info;
  patchPicture(picture, {
    state: 'loaded',
    name: frameName(stemOf(name), timestamps.length - 1, timestamp),
    identity: picture,
    info: { width, height, original, format, notices },
    thumbnailUrl: URL.createObjectURL(thumbnail),
  });
}

/** What the worker has computed for the stage, on the small grid of a drive's numbers. */
async function numbersOf(driveId: string, picture: string, index: number): Promise<FrameNumbers[]> {
  const numbers: FrameNumbers[] = [];
  const leftOut = leftOutOf(getState(), picture);
  for (const { methodId, settings, key } of driveMethods(getState(), driveId)) {
    const asked = { pictureId: picture, source: null, settings, threshold: 0, leftOut };
    const { map } = await ask('survey', { ...asked, flagShare: LEAST_OBJECT });
    numbers.push({ index, methodId, key, peak: peakOf(map), map });
  }
  return numbers;
}

/** The score that a thousandth of what counts exceeds. */
function peakOf(map: SmallMap): number {
  const counts = new Uint32Array(256);
  for (const level of map.levels) counts[level] = (counts[level] as number) + 1;
  const counting = map.levels.length - (counts[0] as number);
  let [level, above] = [255, 0];
  while (level > 1 && above + (counts[level] as number) <= PEAK_SHARE * counting) {
    above += counts[level] as number;
    level -= 1;
  }
  return scoreAt(map, level);
}
