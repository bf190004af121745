/** Whether an image and its label are those that an earlier run has evaluated. */
import type { LabelEncoding } from '#src/core/ground-truth/encodings';

interface FileFingerprint {
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

export interface Fingerprint {
  image: FileFingerprint;
  label: FileFingerprint;
  encoding: LabelEncoding;
}

/** An image with its label, read; both blobs are held only as long as one image takes. */
export interface LoadedItem {
  image: { name: string; blob: Blob };
  label: { name: string; blob: Blob };
  encoding: LabelEncoding;
}

export async function fingerprintOf({ image, label, encoding }: LoadedItem): Promise<Fingerprint> {
  return { image: await ofFile(image), label: await ofFile(label), encoding };
}

export function sameFingerprint(a: Fingerprint, b: Fingerprint): boolean {
  const sameFile = (file: FileFingerprint, other: FileFingerprint) =>
    file.name === other.name && file.size === other.size && file.sha256 === other.sha256;
  return sameFile(a.image, b.image) && sameFile(a.label, b.label) && a.encoding === b.encoding;
}

async function ofFile({ name, blob }: LoadedItem['image']): Promise<FileFingerprint> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  const sha256 = Array.from(new Uint8Array(digest), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  return { name, size: blob.size, sha256 };
}
