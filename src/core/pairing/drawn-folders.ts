/** Whether the folders of a picture and those that shapes tell of can be the same ones. */
import { type DroppedFile, nameFile, partsOf } from '#src/core/pairing/file-roles';
import { sharedInOrder } from '#src/core/score-files/match-scores';

/** Folders that only say what lies in them, beside those of `layouts.ts`, which are for PNGs. */
const PLAIN = /^(jsons?|xmls?|anns?|coco|cvat|labelme|shapes|photos?|pictures?|pics?)$/;

type Folders = readonly string[];

/** Folders of a path, in lower case, without those that only name a role. */
export function foldersOf(path: string): string[] {
  const parts = partsOf(nameFile({ path: path.toLowerCase() }).folder);
  return parts.filter((part) => part !== '..' && !PLAIN.test(part));
}

/** What shapes tell of the folders of their picture. */
export interface ToldFolders {
  /** Where their file lies. */
  lies: Folders;
  /** In the name of the picture; none where a tool has left them out. */
  says: Folders;
  /** The file holds shapes of one picture, beside which it lies. */
  isSingle: boolean;
}

export function toldFolders({ path, draws = [] }: DroppedFile): ToldFolders {
  return { lies: foldersOf(path), says: foldersOf(draws[0] ?? ''), isSingle: draws.length > 1 };
}

/** What lies around a picture. */
export interface Surroundings {
  /** Folders that everything lies in; what those are called says nothing. */
  root: Folders;
  /** Folders of any picture. */
  known: ReadonlySet<string>;
}

/** @param pictures folders of each. @param files those of each file of shapes. */
export function surroundingsOf(
  pictures: readonly Folders[],
  files: readonly Folders[],
): Surroundings {
  const [first = [], ...others] = [...pictures, ...files];
  const differing = first.findIndex((part, depth) => others.some((list) => list[depth] !== part));
  return {
    root: first.slice(0, differing < 0 ? undefined : differing),
    known: new Set(pictures.flat()),
  };
}

/** Where a picture lies that is in the very folders that are told. */
export function placesOf({ lies, says }: ToldFolders, { root }: Surroundings): Folders[] {
  return says.length === 0 ? [lies] : [[...lies, ...says], says, [...root, ...says]];
}

/**
 * 0 where the folders contradict each other: each has one that the other lacks, as those of two
 * sequences have, or the shapes tell of a folder of other pictures. Else more, the better they
 * agree.
 * @param own folders of the picture.
 */
export function agreement(own: Folders, { root, known }: Surroundings, told: ToldFolders): number {
  const { lies, says, isSingle } = told;
  const below = own.slice(root.length);
  const whole = [...lies, ...says];
  const named = says.length > 0 ? says : lies;
  if (named.some((part) => known.has(part) && !own.includes(part))) return 0;
  const saysSo = isIn(says, own) || isIn(below, says) || (isSingle && isIn(below, lies));
  const liesSo = isIn(lies, own) || isIn(below, whole);
  return saysSo && liesSo ? 1 + sharedInOrder(own, whole) : 0;
}

/** Whether the parts are all in the others, in their order. */
const isIn = (parts: Folders, others: Folders) => sharedInOrder(parts, others) === parts.length;
