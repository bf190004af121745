/** By what the numbers of a drive are found again when the same file is opened. */
import { AnomalensError } from '#src/core/errors';
import type { SequenceFile } from '#src/store/files';

/** Bytes at either end that are read: a drive can be larger than memory. */
const READ_BYTES = 1 << 20;

async function digestOf(parts: readonly BlobPart[]): Promise<string> {
  const bytes = await new Blob([...parts]).arrayBuffer();
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Name, size, and SHA-256 of the first and the last megabyte of a video.
 * @throws AnomalensError `drive-unreadable` when the file is no longer there.
 */
export async function videoIdentity(file: Blob, name: string): Promise<string> {
  const ends = [file.slice(0, READ_BYTES), file.slice(Math.max(0, file.size - READ_BYTES))];
  try {
    return `${name} ${file.size} ${await digestOf(ends)}`;
  } catch (cause) {
    const text = 'The file cannot be read any more. It may have been moved or deleted.';
    throw new AnomalensError('drive-unreadable', text, true, { cause });
  }
}

/**
 * All names, and SHA-256 of the first and the last picture.
 * @throws AnomalensError `picture-unreadable`.
 */
export async function sequenceIdentity(files: readonly SequenceFile[]): Promise<string> {
  const ends = [files[0], files.at(-1)].flatMap((file) => file ?? []);
  const pictures = await Promise.all(ends.map((file) => file.open()));
  const names = files.map(({ name }) => name).join('/');
  return `${files.length} ${await digestOf([names, ...pictures])}`;
}
