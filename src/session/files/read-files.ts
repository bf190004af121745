/** All files of a drop or a picker, with their paths: the folders say which files are labels. */

/**
 * `path` is relative to what was dropped or picked, with slashes and from the folder's own name on;
 * the name for a loose file.
 */
export interface FileAtPath {
  file: File;
  path: string;
  /** Names of the picture that shapes are drawn on, see `DroppedFile`. */
  draws?: readonly string[];
}

/** Name of the folder that was dropped or picked; empty for a loose file. */
export function openedFolder({ path }: { path: string }): string {
  return path.includes('/') ? (path.split('/')[0] as string) : '';
}

function readBatch(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function toFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function readFolder(folder: FileSystemDirectoryEntry): Promise<FileAtPath[]> {
  const reader = folder.createReader();
  const files: FileAtPath[] = [];
  // One call gives at most 100 entries: read until it gives none.
  for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) {
    for (const entry of batch) files.push(...(await readEntry(entry)));
  }
  return files;
}

async function readEntry(entry: FileSystemEntry): Promise<FileAtPath[]> {
  if (entry.isDirectory) return readFolder(entry as FileSystemDirectoryEntry);
  return entry.isFile
    ? [
        {
          file: await toFile(entry as FileSystemFileEntry),
          path: entry.fullPath.replace(/^\//, ''),
        },
      ]
    : [];
}

/** Files of a picker or the clipboard; only a picked folder gives paths. */
export function atPaths(files: Iterable<File>): FileAtPath[] {
  return Array.from(files, (file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/**
 * The entries must be taken before the first await: the browser empties the list after the event.
 */
export async function readDrop(data: DataTransfer): Promise<FileAtPath[]> {
  const entries = [...data.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (entries.length === 0) return atPaths(data.files);
  return (await Promise.all(entries.map(readEntry))).flat();
}
