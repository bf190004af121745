/** Analyses one frame of a drive in the background, and keeps its numbers. */
import { isWithoutWorker } from '#src/engine-client/loss';
import { serialiseError } from '#src/protocol/errors';
import { frameSourceOf } from '#src/session/drives/frames';
import { keepNumbers } from '#src/session/drives/number-store';
import { ask } from '#src/session/held-pictures';
import { notify } from '#src/session/notices';
import { addNumbers } from '#src/store/drives/drive-records';
import type { WantedFrame } from '#src/store/drives/wanted-frame';
import { getState, patchDrive } from '#src/store/store';

/** Weight of the latest frame in the running mean. */
const LATEST = 0.2;

/** A frame that fails is told in its drive and passed over; one that had no worker waits for the next. */
export async function analyseFrame(wanted: WantedFrame): Promise<void> {
  const { driveId, index, methods, leftOut } = wanted;
  const drive = getState().drives.byId[driveId];
  if (!drive) return;
  const start = performance.now();
  try {
    const survey = await ask('surveyFrame', {
      source: await frameSourceOf(drive, index),
      index,
      settings: methods.map(({ settings }) => settings),
      leftOut,
      next: wanted.next === null ? null : await frameSourceOf(drive, wanted.next),
    });
    const numbers = methods.flatMap(({ methodId, key }, place) => {
      const answer = survey.methods[place];
      return answer ? { index, methodId, key, peak: answer.peak, map: answer.map } : [];
    });
    addNumbers(driveId, numbers);
    noteDuration(driveId, performance.now() - start);
    if (drive.identity) keepNumbers(drive.identity, numbers).catch(tellNotKept);
  } catch (error) {
    const serialised = serialiseError(error);
    if (isWithoutWorker(serialised)) throw error;
    const failed = getState().drives.byId[driveId]?.failed;
    patchDrive(driveId, { failed: { ...failed, [index]: serialised.message } });
  }
}

function noteDuration(driveId: string, milliseconds: number): void {
  const before = getState().drives.byId[driveId]?.millisecondsPerFrame ?? milliseconds;
  patchDrive(driveId, { millisecondsPerFrame: before + LATEST * (milliseconds - before) });
}

/** A private window, or a full disk. */
export function tellNotKept(): void {
  const text =
    'This browser keeps no numbers of drives for the page: after a reload their analysis begins again.';
  notify({ kind: 'info', text });
}
