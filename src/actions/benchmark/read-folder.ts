/** All files of a folder that was chosen or dropped, with their paths from the folder's name on. */
import type { FolderFile } from '#src/evaluation/folder-items';

function readBatch(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function toFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function readEntry(entry: FileSystemEntry): Promise<FolderFile[]> {
  if (!entry.isDirectory) {
    const file = await toFile(entry as FileSystemFileEntry);
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: FolderFile[] = [];
  // One call gives at most 100 entries: read until it gives none.
  for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) {
    for (const child of batch) files.push(...(await readEntry(child)));
  }
  return files;
}

/** The entries must be taken before the first await: the browser empties the list after the event. */
export async function readDroppedFolder(data: DataTransfer): Promise<FolderFile[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  return (await Promise.all(entries.map(readEntry))).flat();
}

export function readChosenFolder(files: Iterable<File>): FolderFile[] {
  return Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, file }));
}
