import { OTHER_FORMAT_HEAD, type Remedy, remedyFor } from '#src/core/score-files/other-formats';
import type { FileAtPath } from '#src/session/files/read-files';

/** A score in a format that is not read. */
export interface UnreadScore extends Remedy {
  file: File;
}

/** Looks into the files: some formats of one ending need different lines. */
export async function withRemedies(scores: readonly FileAtPath[]): Promise<UnreadScore[]> {
  const unread = await Promise.all(
    scores.map(async ({ file }) => {
      const head = await file
        .slice(0, OTHER_FORMAT_HEAD)
        .arrayBuffer()
        .catch(() => new ArrayBuffer(0)); // a file that is gone is told by its name alone
      const remedy = remedyFor(file.name, new Uint8Array(head));
      return remedy && { file, ...remedy };
    }),
  );
  return unread.filter((score) => score !== null);
}
