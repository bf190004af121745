/** Scores of somebody else's methods for the images of a set, from a folder for each method. */
import { AnomalensError } from '#src/core/errors';
import { partsOf } from '#src/core/ground-truth/file-roles';
import { folderRole } from '#src/core/ground-truth/layouts';
import { addTo } from '#src/core/groups';
import { scoreMatcher } from '#src/core/score-files/match-scores';
import { importedMethodId } from '#src/core/score-files/method-name';
import type { EvaluationItem, ScoreItem } from '#src/evaluation/types';

export interface ScoreFolder {
  /** What the folder is called. */
  name: string;
  /** Paths below it, with slashes. */
  files: readonly string[];
  /** The scores lie as the pictures are stored, before EXIF turns those. */
  turn: boolean;
}

const SCORE = /\.(np[yz]|h5|hdf5|png)$/i;

/**
 * The items with the scores that belong to them, and the ids of the methods that have some: the
 * first folder below the given one names the method, the given one itself that of files right in
 * it. Folders of pictures and labels, and files without an image, are left out.
 * @throws AnomalensError `option-invalid` when no file belongs to an image, and where it is not
 * clear to which, or two belong to one.
 */
export function withScores(
  items: readonly EvaluationItem[],
  folder: ScoreFolder | null,
  read: (folder: 'scores', name: string) => Promise<Blob>,
): { items: EvaluationItem[]; methodIds: string[] } {
  if (!folder) return { items: [...items], methodIds: [] };
  const matching = matcherOf(items);
  const scores = new Map<EvaluationItem, ScoreItem[]>();
  const methodIds = new Set<string>();
  const unclear: string[] = [];
  for (const name of [...folder.files].sort()) {
    const { method, path } = placeOf(name, folder.name);
    if (!SCORE.test(name) || (path !== name && isOfSet(method))) continue;
    const matches = matching(path);
    const [item] = matches;
    if (!item) continue;
    const methodId = importedMethodId(method);
    const twin = scores.get(item)?.find((score) => score.methodId === methodId);
    if (matches.length > 1)
      unclear.push(`${name} for ${matches.map(({ image }) => image.name).join(' or ')}`);
    if (twin) unclear.push(`${twin.file.name} or ${name} for ${item.image.name}`);
    const file = { name, read: () => read('scores', name) };
    addTo(scores, item, { methodId, file, turn: folder.turn });
    methodIds.add(methodId);
  }
  if (unclear.length > 0)
    throw new AnomalensError(
      'option-invalid',
      `It is not clear which scores belong to which images: ${unclear.slice(0, 3).join('; ')}.`,
    );
  if (methodIds.size === 0)
    throw new AnomalensError(
      'option-invalid',
      `No score below ${folder.name} is called like an image. Names are METHOD/IMAGE.npy.`,
    );
  const ordered = [...methodIds].sort();
  return {
    items: items.map((item) => ({ ...item, scores: scores.get(item) ?? [] })),
    methodIds: ordered,
  };
}

/** Images by the path of a score: the one of that path, or else by the rules of the page. */
function matcherOf(items: readonly EvaluationItem[]): (path: string) => EvaluationItem[] {
  const byStem = new Map(items.map((item) => [item.stem, item]));
  const match = scoreMatcher(items.map((item) => ({ path: item.image.name, item })));
  return (path) => {
    const exact = byStem.get(path.replace(/\.[^./]*$/, ''));
    return exact ? [exact] : match(path).map(({ item }) => item);
  };
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
