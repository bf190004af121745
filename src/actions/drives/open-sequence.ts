import { selectPicture } from '#src/actions/pictures/select-picture';
import { addDrive, introduceDrive } from '#src/session/drives/add-drive';
import { runLoadQueue } from '#src/session/load-queue';
import { type SequenceFile, sequenceFiles } from '#src/store/files';

/** Opens pictures as the frames of one drive, and selects it. @returns the drive's id. */
export function openSequence(name: string, files: readonly SequenceFile[]): string {
  const id = crypto.randomUUID();
  sequenceFiles.set(id, files);
  const picture = addDrive(id, { name, kind: 'sequence' });
  void introduceDrive(id);
  void selectPicture(picture).then(runLoadQueue);
  return id;
}
