import { selectPicture } from '#src/actions/pictures/select-picture';
import { addDrive, introduceDrive } from '#src/session/drives/add-drive';
import { runLoadQueue } from '#src/session/load-queue';
import { driveSources } from '#src/store/files';

/**
 * Opens video files as drives, one entry of the list each; the first is selected.
 * @param newId gives the id of each drive. They are known when this returns, before it resolves.
 */
export async function openVideos(
  files: readonly File[],
  newId: () => string = () => crypto.randomUUID(),
): Promise<void> {
  const pictures = files.map((file) => {
    const id = newId();
    driveSources.set(id, () => ({ kind: 'video', blob: file, name: file.name }));
    const picture = addDrive(id, { name: file.name, kind: 'video' });
    void introduceDrive(id);
    return picture;
  });
  const [first] = pictures;
  if (!first) return;
  await selectPicture(first);
  await runLoadQueue();
}
