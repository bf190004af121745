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

/** What is wrong with the first three, and of how many more. */
export function listedFaults(faults: readonly { name: string; message: string }[]): string {
  const more = faults.length - NAMED;
  const named = faults.slice(0, NAMED).map(({ name, message }) => `${name}: ${message}`);
  return [...named, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}
