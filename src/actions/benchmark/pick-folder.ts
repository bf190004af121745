import { chooseFolder } from '#src/actions/benchmark/choose-folder';
import { serialiseError } from '#src/protocol/errors';
import { atPaths } from '#src/session/files/read-files';
import { notify } from '#src/session/notices';

/** A folder from the browser's dialog. Never rejects: a notice says what went wrong. */
export async function pickFolder(files: readonly File[]): Promise<void> {
  try {
    await chooseFolder(atPaths(files));
  } catch (error) {
    const text = `The folder could not be read: ${serialiseError(error).message}`;
    notify({ kind: 'error', text });
  }
}
