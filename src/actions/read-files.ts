/** All files of a drop, folders included. */

/** `path` is relative to what was dropped: the folders say which files are labels. */
export interface FileAtPath {
  file: File;
  path: string;
}

const PICTURE_OR_SCORE = /\.(jpe?g|png|webp|gif|avif|bmp|npy)$/i;

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
  return files.filter(({ file }) => PICTURE_OR_SCORE.test(file.name));
}

async function readEntry(entry: FileSystemEntry): Promise<FileAtPath[]> {
  if (entry.isDirectory) return readFolder(entry as FileSystemDirectoryEntry);
  return entry.isFile ? [{ file: await toFile(entry as FileSystemFileEntry), path: entry.fullPath }] : [];
}

/** Files of a picker or the clipboard; only a picked folder gives paths. */
export function atPaths(files: Iterable<File>): FileAtPath[] {
  return [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/** The entries must be taken before the first await: the browser empties the list after the event. */
export async function readDrop(data: DataTransfer): Promise<FileAtPath[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return atPaths(data.files);
  return (await Promise.all(entries.map(readEntry))).flat();
}
