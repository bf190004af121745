/** Two folders of the same names that nothing tells apart: which of them holds the labels? */

import { addTo } from '#src/core/groups';
import { type DroppedFile, nameFile, partsOf } from '#src/core/pairing/file-roles';

/** One of the two folders. */
interface Side<F> {
  /** Its path, from what was opened on. */
  folder: string;
  files: F[];
  /** Labels are PNGs: a folder without one holds pictures. */
  canHoldLabels: boolean;
}

export interface FolderQuestion<F> {
  sides: readonly [Side<F>, Side<F>];
  /** Where in the paths the two differ, counted from 0. */
  depth: number;
}

/**
 * The place in the paths at which two folders part, and what follows agrees. Sequences may repeat
 * their names within both: the first place with two folders is taken.
 * @param unclear as in `planOpening`. @param files all that were opened.
 * @returns null where there are more than two, or the names agree only here and there.
 */
export function whichFolder<F extends DroppedFile>(
  unclear: readonly F[],
  files: readonly F[],
): FolderQuestion<F> | null {
  const stems = new Set(unclear.map((file) => nameFile(file).asImage));
  const alike = files.filter((file) => {
    const { role, asImage } = nameFile(file);
    return (role === 'unclear' || role === 'image') && stems.has(asImage);
  });
  const deepest = Math.max(0, ...alike.map(({ path }) => partsOf(path).length - 1));
  for (let depth = 0; depth < deepest; depth++) {
    const sides = sidesAt(alike, depth);
    if (sides?.some(({ canHoldLabels }) => canHoldLabels)) return { sides, depth };
  }
  return null;
}

function sidesAt<F extends DroppedFile>(
  files: readonly F[],
  depth: number,
): [Side<F>, Side<F>] | null {
  const byFolder = new Map<string, F[]>();
  const foldersOf = new Map<string, Set<string>>();
  for (const file of files) {
    const parts = partsOf(file.path);
    if (parts.length - 1 <= depth) continue;
    const folder = parts.slice(0, depth + 1).join('/');
    addTo(byFolder, folder, file);
    const rest = [...parts.slice(depth + 1, -1), nameFile(file).asImage].join('/');
    const key = `${parts.slice(0, depth).join('/')}|${rest}`;
    foldersOf.set(key, (foldersOf.get(key) ?? new Set()).add(folder));
  }
  const shared = [...foldersOf.values()].filter(({ size }) => size === 2).length;
  const [first, second, ...more] = [...byFolder].map(sideOf);
  if (!first || !second || more.length > 0 || 2 * shared < foldersOf.size) return null;
  return [first, second];
}

function sideOf<F extends DroppedFile>([folder, files]: [string, F[]]): Side<F> {
  return { folder, files, canHoldLabels: files.some(({ path }) => /\.png$/i.test(path)) };
}

/**
 * The path under which a file is sorted once a person has said which folder holds the labels: as if
 * the two were called `images` and `labels`.
 */
export function pathAsTold(
  path: string,
  { sides, depth }: FolderQuestion<unknown>,
  labels: number,
): string {
  const parts = partsOf(path);
  const folder = parts.slice(0, depth + 1).join('/');
  const side = sides.findIndex((candidate) => candidate.folder === folder);
  if (side < 0 || parts.length - 1 <= depth) return path;
  return parts.with(depth, side === labels ? 'labels' : 'images').join('/');
}
