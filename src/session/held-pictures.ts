/**
 * The one door to the worker for questions about pictures. What it holds is known behind this door
 * alone: a question brings its picture or drive with it when the worker has none, with label, imported
 * scores and annotations where it needs them, and is asked once more when the worker turns out to
 * have dropped one of them or is replaced. Whoever asks knows nothing of that.
 */
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { DriveInfo } from '#src/protocol/drives';
import type { LabelInfo } from '#src/protocol/labels';
import type { RequestName, Requests } from '#src/protocol/requests';
import { drivesIn } from '#src/session/held/drives-in';
import {
  provideDrive,
  provideLabel,
  providePicture,
  provideScores,
  provideShots,
  releasePicture,
  releaseSurplus,
} from '#src/session/held/provide';
import { awaited } from '#src/session/held/quiet';
import { forgetDrive, forgetShot, isHeld, noteLabel } from '#src/session/held/record';
import { recovering } from '#src/session/held/recover';
import { send } from '#src/session/held/send';

/** All requests but those that hand something over, which are sent as they are needed. */
type Question = Exclude<
  RequestName,
  | 'openDrive'
  | 'closeDrive'
  | 'takeFrame'
  | 'loadPicture'
  | 'loadLabel'
  | 'collectShot'
  | 'releasePicture'
  | 'dropLabel'
  | 'dropShots'
>;

/** What has to be there with the picture; a question that is not listed needs the picture alone. */
const ALSO_NEEDED: { readonly [N in Question]?: readonly ('label' | 'scores')[] } = {
  measure: ['scores', 'label'],
  measureAt: ['scores', 'label'],
  measureClasses: ['label'],
  measureLearnt: ['label'],
  exportFile: ['scores', 'label'],
  probe: ['scores'],
  agreement: ['scores'],
  annotationMask: ['scores'],
  survey: ['scores'],
  nameRegions: ['scores'],
};

/** Nobody waits for these. */
const IN_BACKGROUND: readonly Question[] = ['survey', 'surveyFrame', 'frameThumbnail'];

/** Whether a question takes the picture along, for a worker that need not hold it. */
function bringsPicture(params: object): boolean {
  return 'source' in params && params.source !== null;
}

export interface AskOptions {
  /** Aborting ends the question; it rejects with `cancelled`. */
  signal?: AbortSignal;
  /** Which of how many annotated pictures is being sent to the worker, from 1 on. */
  onShot?: (current: number, total: number) => void;
}

/**
 * Asks the worker, with all that it needs for the answer. @throws AnomalensError as the request,
 * `picture-unknown` and `shot-unknown` for what is no longer open, `cancelled`.
 */
export function ask<N extends Question>(
  name: N,
  params: Requests[N]['params'],
  { signal, onShot = () => undefined }: AskOptions = {},
): Promise<Requests[N]['result']> {
  const work = async () => {
    if ('pictureId' in params && !bringsPicture(params)) {
      await providePicture(params.pictureId);
      for (const need of ALSO_NEEDED[name] ?? [])
        await (need === 'label' ? provideLabel : provideScores)(params.pictureId);
    }
    for (const driveId of drivesIn(params)) await provideDrive(driveId);
    if ('shotIds' in params) await provideShots(params.shotIds, onShot, signal);
    else if ('shotId' in params) await provideShots([params.shotId], onShot, signal);
    throwIfCancelled(signal);
    return send(name, params, { signal });
  };
  if (IN_BACKGROUND.includes(name)) return recovering(work, signal);
  return awaited(() => recovering(work, signal));
}

/**
 * Sees to it that the worker holds a picture. Aborting ends the opening for all who wait for it.
 * @throws AnomalensError as `ask`.
 */
export function holdPicture(id: string, signal?: AbortSignal): Promise<void> {
  return awaited(() => recovering(() => providePicture(id, signal), signal));
}

/**
 * Sees to it that the worker has a drive open. @throws AnomalensError as `openDrive`, `drive-unknown` for
 * one that is not in `driveSources`, `cancelled`.
 */
export function holdDrive(id: string, signal?: AbortSignal): Promise<DriveInfo> {
  return awaited(() => recovering(() => provideDrive(id), signal));
}

/**
 * Sends the label of a picture that the worker holds; that of another one goes along with it later.
 * Null when there was nothing to send. @throws AnomalensError as `loadLabel`.
 */
export async function sendLabel(pictureId: string): Promise<LabelInfo | null> {
  if (!isHeld(pictureId)) return null;
  return awaited(() =>
    recovering(async () => {
      await providePicture(pictureId);
      return provideLabel(pictureId);
    }),
  );
}

/** Sends the imported scores of a picture. @throws AnomalensError as `importScore`. */
export function sendScores(pictureId: string): Promise<void> {
  return awaited(() =>
    recovering(async () => {
      await providePicture(pictureId);
      await provideScores(pictureId);
    }),
  );
}

export function dropPictures(ids: readonly string[]): void {
  for (const id of ids) releasePicture(id);
}

/**
 * The newest frame of a live drive, which the worker holds as a picture from then on.
 * @throws AnomalensError as `takeFrame`, and as `holdDrive`.
 */
export function takeFrame(
  params: Requests['takeFrame']['params'],
  signal?: AbortSignal,
): Promise<Requests['takeFrame']['result']> {
  return awaited(() =>
    recovering(async () => {
      await provideDrive(params.driveId);
      const taken = await send('takeFrame', params, { signal });
      await releaseSurplus(params.pictureId);
      return taken;
    }, signal),
  );
}

/** A worker that never had it is not asked. */
export function dropDrive(driveId: string): void {
  if (forgetDrive(driveId)) send('closeDrive', { driveId }).catch(() => undefined);
}

export function dropLabel(pictureId: string): void {
  noteLabel(pictureId, null);
  send('dropLabel', { pictureId }).catch(() => undefined); // a picture that is gone has no label
}

/** A worker that never had them is not asked. */
export function dropShots(ids: readonly string[]): void {
  const shotIds = ids.filter(forgetShot);
  if (shotIds.length > 0) send('dropShots', { shotIds }).catch(() => undefined);
}
