import { openPaths } from '#src/actions/pictures/open-paths';
import { atPaths } from '#src/session/files/read-files';

export function openFiles(files: readonly File[]): Promise<void> {
  return openPaths(atPaths(files));
}
