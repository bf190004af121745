/** Which picture a score belongs to, by the names and folders of both. */
import { nameFile } from '#src/core/ground-truth/file-roles';

interface AtPath {
  /** From what was opened on; the name alone for a loose file. */
  path: string;
}

/**
 * `road.npy`, `road-entropy.npy` and `road.entropy.png` all belong to `road.jpg`; the longest name
 * wins. Of several pictures with that name the one in the score's own folder is meant, or else the
 * one whose folders the score's path repeats most of.
 * @param path of the score.
 * @returns none without a picture of that name, one where names and folders decide; all that are
 * left where they do not.
 */
export function picturesOfScore<P extends AtPath>(path: string, pictures: readonly P[]): P[] {
  const score = nameFile({ path });
  const named = pictures
    .map((picture) => ({ picture, ...nameFile(picture) }))
    .filter(({ stem }) => beginsWith(score.stem, stem));
  const longest = Math.max(...named.map(({ stem }) => stem.length));
  const candidates = named.filter(({ stem }) => stem.length === longest);
  const beside = candidates.filter(({ folder }) => folder !== '' && folder === score.folder);
  if (beside.length === 1) return beside.map(({ picture }) => picture);
  const folders = score.folder === '' ? [] : score.folder.split('/');
  const repeated = candidates.map(({ folder }) => sharedInOrder(folder.split('/'), folders));
  const most = Math.max(...repeated);
  return candidates.filter((_, i) => repeated[i] === most).map(({ picture }) => picture);
}

function beginsWith(scoreStem: string, stem: string): boolean {
  if (scoreStem === stem) return true;
  return scoreStem.startsWith(stem) && /[-_. ]/.test(scoreStem.charAt(stem.length));
}

/** Length of the longest common subsequence. */
function sharedInOrder(a: readonly string[], b: readonly string[]): number {
  let before = new Array<number>(b.length + 1).fill(0);
  for (const part of a) {
    const lengths = [0];
    for (const [i, other] of b.entries())
      lengths.push(
        part === other
          ? (before[i] as number) + 1
          : Math.max(before[i + 1] as number, lengths[i] as number),
      );
    before = lengths;
  }
  return before.at(-1) as number;
}
