/** All files of a drop, folders included. */

const PICTURE_OR_SCORE = /\.(jpe?g|png|webp|gif|avif|bmp|npy)$/i;

function readBatch(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function toFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function readFolder(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader();
  const files: File[] = [];
  // One call gives at most 100 entries: read until it gives none.
  for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) {
    for (const entry of batch) files.push(...(await readEntry(entry)));
  }
  return files.filter((file) => PICTURE_OR_SCORE.test(file.name));
}

async function readEntry(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isDirectory) return readFolder(entry as FileSystemDirectoryEntry);
  return entry.isFile ? [await toFile(entry as FileSystemFileEntry)] : [];
}

/** The entries must be taken before the first await: the browser empties the list after the event. */
export async function readDrop(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return [...data.files];
  return (await Promise.all(entries.map(readEntry))).flat();
}
