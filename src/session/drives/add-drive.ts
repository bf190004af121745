/** Puts a drive into the list: its first frame stands for it until the playhead moves. */
import { timestampsOf } from '#src/core/drives/sequences';
import { formatCount } from '#src/core/numbers';
import { tellNotKept } from '#src/session/drives/analyse-frame';
import { ensureOpen } from '#src/session/drives/ensure-open';
import { nameOfFrame, prepareFrame } from '#src/session/drives/frames';
import { keptNumbers } from '#src/session/drives/number-store';
import { notify } from '#src/session/notices';
import { frameId } from '#src/store/drives/drive-ids';
import { addNumbers } from '#src/store/drives/drive-records';
import { type DriveFacts, newDrive, type OpenDrive } from '#src/store/drives/drives-slice';
import { type SequenceFile, sequenceFiles } from '#src/store/files';
import { getState, patchDrives, patchPicture, patchPictures } from '#src/store/store';

/** What the worker tells of a video is known of a sequence at once. */
export function sequenceFacts(files: readonly SequenceFile[], perSecond: number): DriveFacts {
  const frames = files.map(({ name, number }) => ({ path: name, number }));
  return {
    format: `${formatCount(files.length)} pictures`,
    timestamps: Float64Array.from(timestampsOf(frames, perSecond)),
    keyFrames: Uint32Array.from(files.keys()),
    notices: [],
    size: null,
  };
}

/** Its source is known already. @returns the id of its first frame's picture. */
export function addDrive(id: string, { name, kind }: Pick<OpenDrive, 'name' | 'kind'>): string {
  const drive = newDrive(id, name, kind);
  const files = sequenceFiles.get(id);
  if (files) drive.facts = sequenceFacts(files, drive.pictureRate);
  const { byId } = getState().drives;
  patchDrives({ byId: { ...byId, [id]: drive } });
  const picture = prepareFrame(drive, 0);
  if (!drive.facts) patchPicture(picture, { name });
  patchPictures({ order: [...getState().pictures.order, picture] });
  return picture;
}

/** What is said of a drive once it is open: its frames get their names, and what is odd of it is told. */
export async function introduceDrive(id: string): Promise<void> {
  await ensureOpen(id).catch(() => undefined); // the picture says why
  const drive = getState().drives.byId[id];
  if (!drive?.facts) return;
  patchPicture(frameId(id, 0), { name: nameOfFrame(drive, 0) });
  if (drive.identity)
    await keptNumbers(drive.identity).then((kept) => addNumbers(id, kept), tellNotKept);
  const text = drive.facts.notices.map(({ message }) => message).join(' ');
  if (text) notify({ kind: 'info', text: `${drive.name}: ${text}` });
}
