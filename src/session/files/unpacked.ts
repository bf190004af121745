/** ZIP archives among the files that were opened are what lies in them, as if that had been a folder. */
import { AnomalensError } from '#src/core/errors';
import { stemOf } from '#src/core/file-stem';
import { reasonOf } from '#src/core/score-files/unreadable';
import {
  directoryStart,
  entryExtent,
  unzip,
  ZIP_TAIL,
  type ZipEntry,
  zipEntries,
} from '#src/core/score-files/zip';
import type { FileAtPath } from '#src/session/files/read-files';
import { notify } from '#src/session/notices';
import { patchSession } from '#src/store/store';

const ARCHIVE = /\.zip$/i;
/** What systems leave in archives. */
const LITTER = /(^|\/)(__MACOSX\/|\.)/;

const isArchive = ({ file }: FileAtPath) => ARCHIVE.test(file.name);

/** An archive, or a file of it, that cannot be read is told; the others are opened. */
export async function unpacked(files: readonly FileAtPath[]): Promise<FileAtPath[]> {
  if (!files.some(isArchive)) return [...files];
  const all: FileAtPath[] = [];
  patchSession({ activity: { label: 'Unpacking the archive', cancellable: false } });
  try {
    for (const file of files) all.push(...(isArchive(file) ? await filesIn(file) : [file]));
  } finally {
    patchSession({ activity: null });
  }
  return all;
}

async function filesIn(archive: FileAtPath): Promise<FileAtPath[]> {
  const { file, path } = archive;
  const files: FileAtPath[] = [];
  try {
    const start = directoryStart(await bytesOf(file, file.size - ZIP_TAIL, file.size));
    for (const entry of zipEntries(await bytesOf(file, start, file.size), start)) {
      if (entry.name.endsWith('/') || LITTER.test(entry.name)) continue;
      const unpackedFile = await fileOf(file, entry);
      if (unpackedFile) files.push({ file: unpackedFile, path: `${stemOf(path)}/${entry.name}` });
    }
  } catch (error) {
    tell(file.name, error);
  }
  return files;
}

async function bytesOf(file: File, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(Math.max(0, from), to).arrayBuffer());
}

async function fileOf(archive: File, entry: ZipEntry): Promise<File | null> {
  const { name, start } = entry;
  try {
    const bytes = await bytesOf(archive, start, start + entryExtent(entry));
    const content = unzip(bytes, { ...entry, start: 0 }) as Uint8Array<ArrayBuffer>;
    return new File([content], name.slice(name.lastIndexOf('/') + 1));
  } catch (error) {
    tell(archive.name, error);
    return null;
  }
}

function tell(name: string, error: unknown): void {
  const reason = error instanceof AnomalensError ? reasonOf(error) : 'it cannot be read any more.';
  notify({ kind: 'error', text: `${name}: ${reason}` });
}
