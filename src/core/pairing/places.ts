/** Whether a picture and a label of its name, in different folders, belong together. */
import { type NamedFile, partsOf } from '#src/core/pairing/file-roles';
import { withoutNumber } from '#src/core/pairing/layouts';
import { isOfName } from '#src/core/score-files/method-name';

/** `unsure`: nothing says that they do, nor that they do not. */
type Together = 'together' | 'unsure' | 'apart';

export interface Places {
  judge: (picture: NamedFile, label: NamedFile) => Together;
  /** Without what only says a role; in lower case. */
  folders: (entry: NamedFile) => readonly string[];
  /** Folders of the file in which both pictures and labels lie. */
  shared: (entry: NamedFile) => readonly string[];
  /** A folder that a picture must lie in not to be apart from the label; null for none. */
  needed: (label: NamedFile) => string | null;
}

type Folders = readonly string[];

/** Words in names of folders that say what the files are, not where they belong. */
const ROLE_WORDS = new Set(
  [
    'image images img imgs picture pictures pic pics photo photos frame frames rgb raw original',
    'originals camera input inputs colour color jpg jpeg png leftimg8bit anon',
    'label labels labelled labeled mask masks gt gts gtfine gtcoarse ground truth groundtruth',
    'annotation annotations annotated annot ann anns seg segs segmentation segmentations semantic',
    'sem semseg class classes ids trainids target targets instance instances shapes',
    'data dataset set files export exported trainval trainvaltest full',
  ].flatMap((words) => words.split(' ')),
);
const SEPARATORS = /[-_. ]+/g;
const PART_OF_SET = /^(train|val|test)(ing|idation)?$/;

/** @returns names in lower case without words of roles; `train`, `val` and `test` on their own. */
function foldersOf(folder: string): string[] {
  return partsOf(folder.toLowerCase()).flatMap((part) => {
    const words = part.split(SEPARATORS).filter((word) => word !== '' && !ROLE_WORDS.has(word));
    const partsOfSet = words.flatMap((word) => PART_OF_SET.exec(word)?.[1] ?? []);
    const others = words.filter((word) => !PART_OF_SET.test(word)).join('_');
    return others === '' ? partsOfSet : [...partsOfSet, others];
  });
}

const isPartOfSet = (part: string) => PART_OF_SET.test(part);
const isPlace = (part: string) => !isPartOfSet(part);

/** Fishyscapes numbers its labels of pictures that lie in another data set, under their own names. */
const isNumbered = (label: NamedFile, picture: NamedFile) =>
  picture.asImage !== label.asLabel && picture.asImage === withoutNumber(label.asLabel);

/**
 * Folders that name a role say nothing, nor do those that the file's name begins with, as cities
 * and drives do. One more or one less contradicts nothing. Where each side has a folder of its own,
 * - a folder of other pictures or labels, or another part of the set, keeps them apart, as it does
 *   with scores (`match-scores.ts`) and shapes (`drawn-folders.ts`);
 * - above the part of the set, or where all pictures lie in the one and all labels in the other and
 *   the folders below agree, the two name packages, variants or copies: `l/leftImg8bit/val/bonn` and
 *   `g/gtFine/val/bonn`, `10k/val` and `sem_seg/val`;
 * - otherwise they may be two sequences. So may names that differ in a number or a last letter.
 */
export function placesOf(pictures: readonly NamedFile[], labels: readonly NamedFile[]): Places {
  const cache = new Map<string, Folders>();
  const foldersAt = ({ folder }: NamedFile): Folders => {
    const folders = cache.get(folder) ?? foldersOf(folder);
    cache.set(folder, folders);
    return folders;
  };
  const ofPictures = gathered(pictures.map(({ folder }) => folder));
  const ofLabels = gathered(labels.map(({ folder }) => folder));

  const judge = (picture: NamedFile, label: NamedFile): Together => {
    const isSettled = isNumbered(label, picture);
    const counts = (part: string) =>
      !isOfFile(part, picture.asImage) && !(isSettled && isPartOfSet(part));
    const own = foldersAt(picture).filter(counts);
    const theirs = foldersAt(label).filter(counts);
    const missing = own.filter((part) => !theirs.includes(part));
    const foreign = theirs.filter((part) => !own.includes(part));
    if (foreign.some((part) => ofPictures.some.has(part))) return 'apart';
    if (foreign.length === 0 || missing.length === 0) return 'together';
    if (missing.some((part) => ofLabels.some.has(part))) return 'apart';
    if (foreign.some(isPartOfSet) && missing.some(isPartOfSet)) return 'apart';
    const [mine, others] = [missing.filter(isPlace), foreign.filter(isPlace)];
    if (mine.length === 0 || others.length === 0) return 'together';
    if (mine.some((part) => others.some((other) => areOfOneKind(part, other)))) return 'unsure';
    if (isSettled) return 'together';
    const below = own.filter((part) => isBelow(part, own, mine) && isBelow(part, theirs, others));
    if (below.some(isPartOfSet)) return 'together';
    const areHalves =
      mine.every((part) => ofPictures.every.has(part)) &&
      others.every((part) => ofLabels.every.has(part));
    return areHalves && below.length > 0 ? 'together' : 'unsure';
  };

  return {
    judge,
    folders: foldersAt,
    shared: (entry) =>
      foldersAt(entry).filter((part) => ofPictures.some.has(part) && ofLabels.some.has(part)),
    needed: (label) => {
      const names = [label.stem, label.asLabel, withoutNumber(label.asLabel)];
      const isNeeded = (part: string) =>
        isPlace(part) && ofPictures.some.has(part) && !names.some((name) => isOfFile(part, name));
      return foldersAt(label).findLast(isNeeded) ?? null;
    },
  };
}

/** Whether a file's name begins with that of its folder, and so says it too. */
const isOfFile = (part: string, name: string) =>
  isOfName(part, name.toLowerCase().replace(SEPARATORS, '_'));

/** The parts of any of the folders, and those of every one. */
function gathered(folders: readonly string[]): { some: Set<string>; every: Set<string> } {
  const lists = [...new Set(folders)].map(foldersOf);
  const [first = [], ...others] = lists;
  const every = others.reduce((left, list) => left.filter((part) => list.includes(part)), first);
  return { some: new Set(lists.flat()), every: new Set(every) };
}

/** Whether the part lies in the folders, below all of some others. */
const isBelow = (part: string, folders: Folders, above: Folders) =>
  above.every((other) => folders.indexOf(other) < folders.lastIndexOf(part));

/** `t5` and `t6`, `drive_0001` and `drive_0005`, `seqA` and `seqB`. */
function areOfOneKind(a: string, b: string): boolean {
  const kindOf = (name: string) => name.replace(/\d+/g, '#').replace(/(?<=.)[a-z]$/, '');
  return kindOf(a) === kindOf(b);
}
