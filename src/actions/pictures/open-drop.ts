import { openPaths } from '#src/actions/pictures/open-paths';
import { readDrop } from '#src/session/files/read-files';
import { notify } from '#src/session/notices';
import { noteDropped } from '#src/session/visit/handles';

/** Files and folders that were let go over the page. */
export async function openDrop(data: DataTransfer): Promise<void> {
  noteDropped(data);
  try {
    await openPaths(await readDrop(data));
  } catch {
    notify({
      kind: 'error',
      text: 'What was dropped could not be read. Pick the files with Open instead.',
    });
  }
}
