import { serialiseError } from '#src/protocol/errors';
import { listedFaults } from '#src/session/files/listed';
import { addImportedScore } from '#src/session/imported-scores';
import { notify } from '#src/session/notices';
import { scoreFiles } from '#src/store/files';
import { getState } from '#src/store/store';

/**
 * Says whether the scores of a method's files lie as their pictures are stored, and are turned as
 * EXIF turns those; for all pictures where both ways fit.
 */
export async function turnScore(fileId: string, turn: boolean): Promise<void> {
  const { byPicture } = getState().results;
  const faults: { name: string; message: string }[] = [];
  for (const [pictureId, files] of [...scoreFiles]) {
    const file = files.find(({ methodId }) => methodId === fileId);
    const method = byPicture[pictureId]?.imported.find((other) => other.fileId === fileId);
    if (!file || !method || method.turn === 'none' || file.turn === turn) continue;
    try {
      await addImportedScore(pictureId, { ...file, turn });
    } catch (error) {
      faults.push({ name: file.name, message: serialiseError(error).message });
    }
  }
  if (faults.length > 0) notify({ kind: 'error', text: listedFaults(faults) });
}
