/**
 * Sends the worker what it lacks: pictures, their labels and imported scores, annotated pictures.
 * What is on its way already is not sent twice.
 */
import { AnomalensError } from '#src/core/errors';
import { keyOfReading } from '#src/core/ground-truth/label-reading';
import { leftOutKey } from '#src/core/ground-truth/left-out';
import { turnRequest } from '#src/core/ground-truth/turn-label';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { DriveInfo } from '#src/protocol/drives';
import type { LabelInfo } from '#src/protocol/labels';
import type { PictureInfo } from '#src/protocol/pictures';
import { aborted } from '#src/session/aborted';
import { currentEngine } from '#src/session/current-engine';
import {
  forgetHeld,
  holdsLabel,
  holdsScore,
  holdsShot,
  isHeld,
  noteUsed,
  openDriveOf,
  surplusOf,
} from '#src/session/held/record';
import { send } from '#src/session/held/send';
import { serialOf } from '#src/session/serial-of';
import { driveSources, labelFiles, pictureSources, scoreFiles } from '#src/store/files';
import { leftOutOf } from '#src/store/labels/region-of-interest';
import { openPictureOf, shotOfId } from '#src/store/open-world/open-world';
import { getState, patchPicture } from '#src/store/store';

const underWay = new Map<string, Promise<unknown>>();
/** By picture: ends its opening. */
const openings = new Map<string, AbortController>();

function once<T>(what: string, work: () => Promise<T>): Promise<T> {
  const running = underWay.get(what) ?? work().finally(() => underWay.delete(what));
  underWay.set(what, running);
  return running as Promise<T>;
}

/**
 * Aborting ends the opening for all who wait for it. @throws AnomalensError `picture-unknown` for one
 * that is no longer open, `cancelled`, of the decoder.
 */
export async function providePicture(id: string, signal?: AbortSignal): Promise<void> {
  if (isHeld(id)) return noteUsed(id);
  throwIfCancelled(signal);
  const opening = once(`picture ${id}`, () => sendPicture(id));
  const stop = () => openings.get(id)?.abort();
  signal?.addEventListener('abort', stop, { once: true });
  await opening.finally(() => signal?.removeEventListener('abort', stop));
}

async function sendPicture(id: string): Promise<void> {
  const source = pictureSources.get(id);
  if (!source || !getState().pictures.byId[id])
    throw new AnomalensError('picture-unknown', 'This picture is no longer open.');
  patchPicture(id, { state: 'loading', error: null });
  const controller = new AbortController();
  const { signal } = controller;
  openings.set(id, controller);
  const loading = source.open().then(async (frame) => {
    if ('driveId' in frame) await provideDrive(frame.driveId);
    return send('loadPicture', { pictureId: id, source: frame }, { signal });
  });
  const [info, identity] = await Promise.race([
    Promise.all([loading, source.identity]),
    aborted(signal),
  ]).finally(() => openings.delete(id));
  if (!getState().pictures.byId[id]) {
    releasePicture(id);
    return;
  }
  showLoaded(id, info, identity);
  await releaseSurplus(id);
}

/** Pictures that the worker no longer has to keep, but not that one, nor what is shown. */
export async function releaseSurplus(id: string): Promise<void> {
  const { pictures, view } = getState();
  const { keptPictures } = await currentEngine().info;
  for (const surplus of surplusOf(keptPictures, [id, pictures.selectedId, view.shownId]))
    releasePicture(surplus);
}

function showLoaded(id: string, loaded: PictureInfo, identity: string): void {
  const { width, height, original, format, notices, thumbnail } = loaded;
  const before = getState().pictures.byId[id]?.thumbnailUrl;
  patchPicture(id, {
    state: 'loaded',
    identity,
    info: { width, height, original, format, notices },
    thumbnailUrl: before ?? URL.createObjectURL(thumbnail),
  });
}

/**
 * Sees to it that the worker has a drive open. @throws AnomalensError `drive-unknown` for one that is no
 * longer open, as `openDrive`.
 */
export async function provideDrive(driveId: string): Promise<DriveInfo> {
  const known = openDriveOf(driveId);
  if (known) return known;
  const source = driveSources.get(driveId);
  if (!source) throw new AnomalensError('drive-unknown', 'This drive is no longer open.');
  return once(`drive ${driveId}`, async () => {
    const given = source();
    const transfer = given.kind === 'live' ? [given.frames] : [];
    return send('openDrive', { driveId, source: given }, { transfer });
  });
}

/** A picture that the worker no longer knows is as released as it can be. */
export function releasePicture(id: string): void {
  forgetHeld(id);
  send('releasePicture', { pictureId: id }).catch(() => undefined);
}

/**
 * What the worker reads in a picture's label; null where it holds the label, there is none, or
 * nobody has said yet what its values mean.
 */
export async function provideLabel(pictureId: string): Promise<LabelInfo | null> {
  const label = labelFiles.get(pictureId);
  if (!label?.reading) return null;
  const { blob, name, reading } = label;
  const leftOut = leftOutOf(getState(), pictureId);
  const source = { blob, name, reading, turn: turnRequest(label.turn), leftOut };
  if (holdsLabel(pictureId, source)) return null;
  const key = `label ${pictureId} ${serialOf(blob)} ${keyOfReading(reading)} ${label.turn} ${leftOutKey(leftOut)}`;
  return once(key, () => send('loadLabel', { pictureId, source }));
}

export async function provideScores(pictureId: string): Promise<void> {
  for (const file of scoreFiles.get(pictureId) ?? [])
    if (!holdsScore(pictureId, file.methodId))
      await once(`score ${pictureId} ${file.methodId}`, () =>
        send('importScore', { pictureId, ...file }),
      );
}

/**
 * One after another: each may need its network run. @param onShot says which of how many is being
 * sent. @throws AnomalensError `shot-unknown` for one that is neither annotated nor learnt,
 * `picture-unknown` when the picture of one is not open.
 */
export async function provideShots(
  ids: readonly string[],
  onShot: (current: number, total: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (const [index, id] of ids.entries()) {
    throwIfCancelled(signal);
    onShot(index + 1, ids.length);
    const shot = shotOfId(getState(), id);
    if (!shot) throw new AnomalensError('shot-unknown', 'This annotation is no longer there.');
    if (holdsShot(id, shot.mask)) continue;
    const pictureId = openPictureOf(getState(), shot);
    if (!pictureId)
      throw new AnomalensError('picture-unknown', `${shot.picture.name} is no longer open.`);
    await providePicture(pictureId);
    await send('collectShot', { shotId: id, pictureId, mask: shot.mask }, { signal });
  }
}
