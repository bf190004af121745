/**
 * Frames of a drive as pictures of the page. The list has one of each drive; a frame that is being
 * decoded is known beside it, until it takes its place.
 */
import { frameName } from '#src/core/drives/frame-name';
import { AnomalensError } from '#src/core/errors';
import { stemOf } from '#src/core/file-stem';
import type { FrameSource } from '#src/protocol/pictures';
import { ensureOpen } from '#src/session/drives/ensure-open';
import { dropPictures } from '#src/session/held-pictures';
import { attachLabel } from '#src/session/labels/attach-label';
import { showPicture } from '#src/session/show-picture';
import { driveIdOf, frameId } from '#src/store/drives/drive-ids';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { listedFrame } from '#src/store/drives/shown-drive';
import { frameLabels, labelFiles, pictureSources, sequenceFiles } from '#src/store/files';
import type { PictureSource } from '#src/store/picture-source';
import { forgetEntries } from '#src/store/set/keep-survey';
import type { ListedPicture } from '#src/store/state';
import { getState, patchPictures, patchResults } from '#src/store/store';

/** What a frame is called: a picture of a sequence as its file, every other by index and time. */
export function nameOfFrame(drive: OpenDrive, index: number): string {
  return sequenceFiles.get(drive.id)?.[index]?.name ?? nameOfExport(drive, index);
}

/** What files about a frame are called: by index and time, without an extension. */
export function nameOfExport({ name, facts }: OpenDrive, index: number): string {
  const stem = stemOf(name).replaceAll('/', '_');
  return frameName(stem, index, facts?.timestamps[index] ?? 0);
}

/** What the worker is given of a frame, which is a file of its own in a sequence. */
export async function frameSourceOf(drive: OpenDrive, index: number): Promise<FrameSource> {
  const name = nameOfFrame(drive, index);
  const file = sequenceFiles.get(drive.id)?.[index];
  return file ? { blob: await file.open(), name } : { driveId: drive.id, index, name };
}

/** Where the worker gets a frame from, as often as it needs it. */
function sourceOfFrame({ id, kind }: OpenDrive, index: number): PictureSource {
  const opened = async () => {
    await ensureOpen(id);
    return getState().drives.byId[id] as OpenDrive;
  };
  return {
    open: async () => {
      const drive = await opened();
      if (kind !== 'live') return frameSourceOf(drive, index);
      const text = 'This frame is gone: a live drive keeps no frames that have gone by.';
      throw new AnomalensError('picture-unreadable', text);
    },
    get identity() {
      return opened().then(({ identity }) => `${identity}#${index}`);
    },
  };
}

export function newFrame(id: string, name: string): ListedPicture {
  return {
    id,
    name,
    revision: 0,
    identity: null,
    sampleId: null,
    state: 'queued',
    thumbnailUrl: null,
    info: null,
    error: null,
    label: null,
  };
}

/** Makes a frame known that is not shown yet. @returns the id of its picture. */
export function prepareFrame(drive: OpenDrive, index: number): string {
  const id = frameId(drive.id, index);
  const { byId } = getState().pictures;
  if (byId[id]) return id;
  pictureSources.set(id, sourceOfFrame(drive, index));
  patchPictures({ byId: { ...byId, [id]: newFrame(id, nameOfFrame(drive, index)) } });
  const label = frameLabels.get(id);
  if (label) attachLabel(id, label);
  return id;
}

/**
 * A prepared frame takes the place of the one in the list, on the stage too where that shows the drive.
 * Does nothing for a drive that has been removed meanwhile.
 */
export function placeFrame(driveId: string, id: string): void {
  const { pictures, view } = getState();
  const listed = listedFrame(getState(), driveId);
  if (!listed || !pictures.byId[id]) return;
  const isSelected = pictures.selectedId === listed;
  patchPictures({
    order: pictures.order.map((other) => (other === listed ? id : other)),
    selectedId: isSelected ? id : pictures.selectedId,
  });
  if (driveIdOf(view.shownId) === driveId) showPicture(id);
  forgetFrames(driveId, id);
}

/** All that is known of a drive's pictures but the one that stays. */
export function forgetFrames(driveId: string, stays: string | null): void {
  const { pictures, results } = getState();
  const gone = Object.values(pictures.byId).filter(
    ({ id }) => id !== stays && driveIdOf(id) === driveId,
  );
  if (gone.length === 0) return;
  const isKept = ([id]: [string, unknown]) => id === stays || driveIdOf(id) !== driveId;
  patchPictures({ byId: Object.fromEntries(Object.entries(pictures.byId).filter(isKept)) });
  patchResults({ byPicture: Object.fromEntries(Object.entries(results.byPicture).filter(isKept)) });
  for (const { id, thumbnailUrl } of gone) {
    if (thumbnailUrl) URL.revokeObjectURL(thumbnailUrl);
    const label = labelFiles.get(id);
    if (label) frameLabels.set(id, label); // with what was decided of its values
    labelFiles.delete(id);
    pictureSources.delete(id);
    forgetEntries(id);
  }
  dropPictures(gone.map(({ id }) => id));
}
