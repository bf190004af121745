import { openPaths } from '#src/actions/pictures/open-paths';
import { serialiseError } from '#src/protocol/errors';
import { atPaths } from '#src/session/files/read-files';
import { notify } from '#src/session/notices';

/** From a picker or the clipboard. Never rejects: a notice says what went wrong. */
export async function openFiles(files: readonly File[]): Promise<void> {
  try {
    await openPaths(atPaths(files));
  } catch (error) {
    const text = `The files could not be opened: ${serialiseError(error).message}`;
    notify({ kind: 'error', text });
  }
}
