import { chooseFolder } from '#src/actions/benchmark/choose-folder';
import { atPaths } from '#src/session/files/read-files';

/** A folder from the browser's dialog. */
export function pickFolder(files: readonly File[]): Promise<void> {
  return chooseFolder(atPaths(files));
}
