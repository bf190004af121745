/** Whether an image and its label are those that an earlier run has evaluated. */
import { type LabelReading, sameReading } from '#src/core/ground-truth/label-reading';
import type { DriveFrame, FrameSource } from '#src/protocol/pictures';
import type { ScoreSource } from '#src/protocol/scores';

interface FileFingerprint {
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

export interface Fingerprint {
  image: FileFingerprint;
  label: FileFingerprint;
  reading: LabelReading;
  turn: boolean;
  scores: (FileFingerprint & { turn: boolean })[];
}

/** An image with its label, read; both blobs are held only as long as one image takes. */
export interface LoadedItem {
  image: { name: string; blob: Blob; frame?: DriveFrame };
  label: { name: string; blob: Blob };
  reading: LabelReading;
  turn: boolean;
  /** Scores of the methods that are none of the page. */
  scores: ScoreSource[];
}

/** What the worker is given of it. */
export function sourceOf({ frame, ...file }: LoadedItem['image']): FrameSource {
  return frame ?? file;
}

export async function fingerprintOf({
  image,
  label,
  reading,
  turn,
  scores,
}: LoadedItem): Promise<Fingerprint> {
  const ofScores: Fingerprint['scores'] = [];
  for (const score of scores) ofScores.push({ ...(await ofFile(score)), turn: score.turn });
  return {
    image: await ofFile(image),
    label: await ofFile(label),
    reading,
    turn,
    scores: ofScores,
  };
}

export function sameFingerprint(a: Fingerprint, b: Fingerprint): boolean {
  const sameFile = (file: FileFingerprint, other: FileFingerprint) =>
    file.name === other.name && file.size === other.size && file.sha256 === other.sha256;
  return (
    sameFile(a.image, b.image) &&
    sameFile(a.label, b.label) &&
    sameReading(a.reading, b.reading) &&
    a.turn === b.turn &&
    a.scores.length === b.scores.length &&
    a.scores.every((score, i) => {
      const other = b.scores[i];
      return other !== undefined && sameFile(score, other) && score.turn === other.turn;
    })
  );
}

async function ofFile({ name, blob }: LoadedItem['label']): Promise<FileFingerprint> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  const sha256 = Array.from(new Uint8Array(digest), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  return { name, size: blob.size, sha256 };
}
