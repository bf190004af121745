import { readScoreFile, type ScorePart } from '#src/workers/files/score-file';

/** The one score of a file, whatever the shape of its picture. @throws what it is refused with. */
export async function onlyPart(bytes: Uint8Array, name = 'road.npy'): Promise<ScorePart> {
  const { parts, refused } = await readScoreFile(bytes, name, () => true);
  if (refused[0]) throw refused[0].error;
  const [part, ...others] = parts;
  if (!part || others.length > 0) throw new Error(`The file holds ${parts.length} scores.`);
  return part;
}
