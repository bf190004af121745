/** Scores of somebody else's methods for the images of a set, from folders. */
import { AnomalensError } from '#src/core/errors';
import { addTo } from '#src/core/groups';
import { nameFile, partsOf } from '#src/core/pairing/file-roles';
import { folderRole } from '#src/core/pairing/layouts';
import { scoreMatcher } from '#src/core/score-files/match-scores';
import { importedMethodId, wordsBeyond } from '#src/core/score-files/method-name';
import { isOtherFormat } from '#src/core/score-files/other-formats';
import type { EvaluationItem, ScoreItem } from '#src/evaluation/types';

export interface ScoreFolder {
  /** What the folder is called. */
  name: string;
  /** Whose scores all files below it are; null where the first folder below it says so. */
  method: string | null;
  /** Paths below it, with slashes. */
  files: readonly string[];
  /** What files of the set among them are called there: the path below its folder by their own. */
  among: Record<'images' | 'labels' | 'roi', Readonly<Record<string, string>>>;
  /** The scores lie as the pictures are stored, before EXIF turns those. */
  turn: boolean;
  /** The files are logits of a network that its method is called after; absent for scores. */
  isRecorded?: boolean;
}

export interface ScoredItems {
  items: EvaluationItem[];
  methodIds: string[];
  /** Paths of scores whose images are not there, or that are called less like one than others. */
  leftOut: string[];
}

interface Candidate {
  name: string;
  methodId: string;
  items: readonly EvaluationItem[];
  /** How much its path is that of the image: in full, its name, or with more words. */
  closeness: 'path' | 'name' | 'words';
}

const SCORE = /\.(np[yz]|h5|hdf5|png)$/i;
/** One of another format is an error of its image, which says how to save it. */
const mayBeScore = (name: string) => SCORE.test(name) || isOtherFormat(name);

/** @param folder `scores/N` of the N-th folder. */
type ReadScore = (folder: `scores/${number}`, name: string) => Promise<Blob>;

/**
 * The items with the scores that belong to them, and the ids of the methods that have some: its own
 * name where a folder has a method, or else the first folder below the given one names it, the given
 * one itself that of files right in it. There, folders of pictures and labels are passed over, and so are the images, labels and regions
 * themselves everywhere. A score at its image's path wins, before one of a format that is not read; where a
 * method has files called like their images alone, those with more words in their names are left
 * out.
 * @param folders each of methods of its own.
 * @throws AnomalensError `option-invalid` when no file of a folder belongs to an image, and where
 * it is not clear to which, or two belong to one.
 */
export function withScores(
  items: readonly EvaluationItem[],
  folders: readonly ScoreFolder[],
  read: ReadScore,
): ScoredItems {
  if (folders.length === 0) return { items: [...items], methodIds: [], leftOut: [] };
  const scores = new Map<EvaluationItem, ScoreItem[]>();
  const methodIds: string[] = [];
  const leftOut: string[] = [];
  for (const [index, folder] of folders.entries()) {
    const { taken, rest } = candidatesTaken(items, folder);
    for (const { name, methodId, items: own } of taken) {
      const [item] = own as [EvaluationItem];
      const file = { name, read: () => read(`scores/${index}`, name) };
      const { turn, isRecorded } = folder;
      addTo(scores, item, { methodId, file, turn, ...(isRecorded && { isRecorded }) });
    }
    methodIds.push(...[...new Set(taken.map(({ methodId }) => methodId))].sort());
    leftOut.push(...rest.map((name) => (folders.length > 1 ? `${folder.name}/${name}` : name)));
  }
  const scored = items.map((item) => ({ ...item, scores: scores.get(item) ?? [] }));
  return { items: scored, methodIds, leftOut };
}

/** @throws AnomalensError `option-invalid`. */
function candidatesTaken(
  items: readonly EvaluationItem[],
  folder: ScoreFolder,
): { taken: Candidate[]; rest: string[] } {
  const all = candidatesOf(items, folder);
  const taken = withoutSpares(closest(all));
  refuseUnclear(taken);
  const names = folder.method === null ? 'METHOD/IMAGE.npy' : 'IMAGE.npy';
  if (taken.length === 0)
    throw new AnomalensError(
      'option-invalid',
      `No score below ${folder.name} is called like an image. Names are ${names}.`,
    );
  const isTaken = new Set(taken);
  return { taken, rest: all.filter((own) => !isTaken.has(own)).map(({ name }) => name) };
}

/** Every file that may be a score, in the order of their paths. */
function candidatesOf(items: readonly EvaluationItem[], folder: ScoreFolder): Candidate[] {
  const images = new Set(items.map(({ image }) => image.name));
  const labels = new Set(items.flatMap(({ label }) => label?.name ?? []));
  const { among } = folder;
  const inSet = (name: string) =>
    name in among.roi ||
    images.has(among.images[name] ?? '') ||
    labels.has(among.labels[name] ?? '');
  const matching = matcherOf(items);
  return [...folder.files].sort().flatMap((name) => {
    if (!mayBeScore(name) || inSet(name)) return [];
    if (folder.method !== null) return { name, methodId: folder.method, ...matching(name) };
    const { method, path } = placeOf(name, folder.name);
    if (path !== name && isOfSet(method)) return [];
    return { name, methodId: importedMethodId(method), ...matching(path) };
  });
}

/** Images by the path of a score: the one of that path, or else by the rules of the page. */
function matcherOf(
  items: readonly EvaluationItem[],
): (path: string) => Pick<Candidate, 'items' | 'closeness'> {
  const byStem = new Map(items.map((item) => [item.stem, item]));
  // Where no picture is there, its label may be called longer than the picture.
  const pictures = items.map((item) => ({ path: `${item.stem}.png`, item }));
  const match = scoreMatcher(pictures, { isMethodKnown: true });
  return (path) => {
    const exact = byStem.get(path.replace(/\.[^./]*$/, ''));
    if (exact) return { items: [exact], closeness: 'path' };
    const matches = match(path).pictures;
    const { stem } = nameFile({ path });
    const isNamed = matches.some((own) => wordsBeyond(stem, nameFile(own).stem) === '');
    return { items: matches.map(({ item }) => item), closeness: isNamed ? 'name' : 'words' };
  };
}

function closest(all: readonly Candidate[]): Candidate[] {
  const matched = all.filter(({ items }) => items.length > 0);
  const named = new Set(
    matched.flatMap(({ closeness, methodId }) => (closeness === 'words' ? [] : methodId)),
  );
  const atPath = new Map<string, EvaluationItem[]>();
  for (const { closeness, methodId, items } of matched)
    if (closeness === 'path') for (const item of items) addTo(atPath, methodId, item);
  const withPath = new Map([...atPath].map(([methodId, items]) => [methodId, new Set(items)]));
  return matched.filter(({ closeness, methodId, items }) => {
    if (closeness === 'path') return true;
    if (closeness === 'words' && named.has(methodId)) return false;
    return !items.every((item) => withPath.get(methodId)?.has(item));
  });
}

/** Without what is not read beside an equally close score of the method that is. */
function withoutSpares(taken: readonly Candidate[]): Candidate[] {
  const read = new Map<EvaluationItem, Set<string>>();
  for (const { name, methodId, items } of taken)
    if (!isOtherFormat(name))
      for (const item of items) read.set(item, (read.get(item) ?? new Set()).add(methodId));
  return taken.filter(
    ({ name, methodId, items }) =>
      !isOtherFormat(name) || items.some((item) => !read.get(item)?.has(methodId)),
  );
}

/** @throws AnomalensError `option-invalid`. */
function refuseUnclear(taken: readonly Candidate[]): void {
  const unclear: string[] = [];
  const first = new Map<string, Map<EvaluationItem, string>>();
  for (const { name, methodId, items } of taken) {
    const [item] = items as [EvaluationItem];
    const own = first.get(methodId) ?? new Map<EvaluationItem, string>();
    first.set(methodId, own);
    const twin = own.get(item);
    if (items.length > 1)
      unclear.push(`${name} for ${items.map(({ image }) => image.name).join(' or ')}`);
    else if (twin) unclear.push(`${twin} or ${name} for ${item.image.name}`);
    own.set(item, name);
  }
  if (unclear.length > 0)
    throw new AnomalensError(
      'option-invalid',
      `It is not clear which scores belong to which images: ${unclear.slice(0, 3).join('; ')}.`,
    );
}

function placeOf(name: string, folder: string): { method: string; path: string } {
  const [first = '', ...rest] = partsOf(name);
  return rest.length === 0
    ? { method: folder, path: name }
    : { method: first, path: rest.join('/') };
}

/** A folder of the set itself, beside those of the methods. */
function isOfSet(folder: string): boolean {
  const role = folderRole(folder);
  return role !== null && role !== 'score';
}
