/** Which picture a score belongs to, by the names and folders of both. */
import { nameFile, partsOf } from '#src/core/pairing/file-roles';
import { isOfName, partOfSet, saysNothing } from '#src/core/score-files/method-name';

interface AtPath {
  /** From what was opened on; the name alone for a loose file. */
  path: string;
}

interface Named<P> {
  picture: P;
  stem: string;
  folder: string;
  folders: readonly string[];
}

export interface ScoreMatch<P> {
  /** None, the one that names and folders decide on, or all that are left where they do not. */
  pictures: P[];
  /** Pictures of its name that a folder or a number speaks against, where there are no others. */
  doubtful: P[];
}

export interface MatchRules {
  /** No folder of the score's path is that of its method. */
  isMethodKnown: boolean;
}

/**
 * `road.npy`, `road-entropy.npy` and `road.entropy.png` all belong to `road.jpg`; the longest name
 * wins, and `road-2.npy` is of another picture. Folders must not contradict, see `contradicts`. Of
 * several pictures that are left the one in the score's own folder is meant, or else the one whose
 * folders the score's path repeats most of.
 * @returns what gives the pictures of a score by its path.
 */
export function scoreMatcher<P extends AtPath>(
  pictures: readonly P[],
  { isMethodKnown }: MatchRules = { isMethodKnown: false },
): (path: string) => ScoreMatch<P> {
  const byStem = new Map<string, Named<P>[]>();
  const known = new Set<string>();
  for (const picture of pictures) {
    const { stem, folder } = nameFile(picture);
    const folders = partsOf(folder);
    const same = byStem.get(stem) ?? [];
    same.push({ picture, stem, folder, folders });
    byStem.set(stem, same);
    for (const part of folders) known.add(part);
  }
  return (path) => {
    const { stem, folder } = nameFile({ path });
    const named = beginningsOf(stem).find((beginning) => byStem.has(beginning)) ?? '';
    const candidates = byStem.get(named) ?? [];
    const folders = partsOf(folder);
    const fitting = isNumbered(stem.slice(named.length))
      ? []
      : candidates.filter((picture) => !contradicts(folders, picture, known, isMethodKnown));
    const picturesOf = (some: readonly Named<P>[]) =>
      nearest(some, folder).map(({ picture }) => picture);
    return {
      pictures: picturesOf(fitting),
      doubtful: fitting.length > 0 ? [] : picturesOf(candidates),
    };
  };
}

/** The stem and what stands before each of its separators, the longest first. */
function beginningsOf(stem: string): string[] {
  const ends = [...stem.matchAll(/[-_. ]/g)].map(({ index }) => stem.slice(0, index));
  return [stem, ...ends.reverse()];
}

/** Frames of a sequence are told apart by numbers. */
const isNumbered = (rest: string) => /^[-_. ]\d+([-_. ]|$)/.test(rest);

/**
 * Whether the folders of a score speak against a picture. Folders that name a role or an output,
 * and those that the picture's name begins with, say nothing. Of the others one that is not the
 * picture's may be the method's, where that is not known, and any number where the path has all
 * folders of the picture. A folder of other pictures and another part of the set are no method's.
 * @param folders of the score. @param known those of all pictures.
 */
function contradicts<P>(
  folders: readonly string[],
  { stem, folders: own }: Named<P>,
  known: ReadonlySet<string>,
  isMethodKnown: boolean,
): boolean {
  const saysMore = (part: string) => !(saysNothing(part) || isOfName(part, stem));
  const foreign = folders.filter((part) => saysMore(part) && !own.includes(part));
  const missing = own.filter((part) => saysMore(part) && !folders.includes(part));
  if (foreign.some((part) => known.has(part))) return true;
  if (missing.length === 0) return false;
  if (foreign.some(partOfSet) && missing.some(partOfSet)) return true;
  return foreign.length > (isMethodKnown ? 0 : 1);
}

/** @param folder of the score. */
function nearest<P>(candidates: readonly Named<P>[], folder: string): Named<P>[] {
  const beside = candidates.filter((picture) => folder !== '' && picture.folder === folder);
  if (beside.length === 1) return beside;
  const folders = partsOf(folder);
  const repeated = candidates.map((picture) => sharedInOrder(picture.folders, folders));
  const most = repeated.reduce((a, b) => Math.max(a, b), 0); // twins may be too many to spread
  return candidates.filter((_, i) => repeated[i] === most);
}

/** Length of the longest common subsequence of two lists of folders. */
export function sharedInOrder(a: readonly string[], b: readonly string[]): number {
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
