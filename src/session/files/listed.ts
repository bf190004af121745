import type { FileAtPath } from '#src/session/files/read-files';

const NAMED = 3;

/** The first three, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  return names.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

export function listedFiles(files: readonly FileAtPath[]): string {
  return listed(files.map(({ file }) => file.name));
}
