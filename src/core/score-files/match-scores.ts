/** Which picture a score belongs to, by the names and folders of both. */
import { nameFile } from '#src/core/ground-truth/file-roles';

interface AtPath {
  /** From what was opened on; the name alone for a loose file. */
  path: string;
}

interface Named<P> {
  picture: P;
  folder: string;
}

/**
 * `road.npy`, `road-entropy.npy` and `road.entropy.png` all belong to `road.jpg`; the longest name
 * wins. Of several pictures with that name the one in the score's own folder is meant, or else the
 * one whose folders the score's path repeats most of.
 * @returns what gives the pictures of a score by its path: none without one of that name, one
 * where names and folders decide; all that are left where they do not.
 */
export function scoreMatcher<P extends AtPath>(pictures: readonly P[]): (path: string) => P[] {
  const byStem = new Map<string, Named<P>[]>();
  for (const picture of pictures) {
    const { stem, folder } = nameFile(picture);
    const same = byStem.get(stem) ?? [];
    same.push({ picture, folder });
    byStem.set(stem, same);
  }
  return (path) => {
    const { stem, folder } = nameFile({ path });
    const named = beginningsOf(stem).find((beginning) => byStem.has(beginning));
    const candidates = byStem.get(named ?? '') ?? [];
    return nearest(candidates, folder).map(({ picture }) => picture);
  };
}

/** The stem and what stands before each of its separators, the longest first. */
function beginningsOf(stem: string): string[] {
  const ends = [...stem.matchAll(/[-_. ]/g)].map(({ index }) => stem.slice(0, index));
  return [stem, ...ends.reverse()];
}

/** @param folder of the score. */
function nearest<P>(candidates: readonly Named<P>[], folder: string): Named<P>[] {
  const beside = candidates.filter((picture) => folder !== '' && picture.folder === folder);
  if (beside.length === 1) return beside;
  const folders = folder === '' ? [] : folder.split('/');
  const repeated = candidates.map((picture) => sharedInOrder(picture.folder.split('/'), folders));
  const most = Math.max(...repeated);
  return candidates.filter((_, i) => repeated[i] === most);
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
