/** Pairs shapes with the pictures that they name. */
import { type DroppedFile, nameFile, partsOf } from '#src/core/ground-truth/file-roles';
import type { PresetId } from '#src/core/ground-truth/presets';
import { addTo } from '#src/core/groups';

/** What shapes are added to. */
interface Matched<T> {
  pairs: { image: T; label: T; hint: PresetId | null; folder: string }[];
  imagesWithoutLabel: T[];
  labelsWithoutImage: T[];
  ambiguous: {
    push(group: { reason: 'several-images' | 'several-labels'; files: T[] }): unknown;
  };
  ignored: T[];
}

/**
 * By the name of the picture without its folders, then without its ending, since pictures are
 * moved and saved anew; of several pictures the one in the folders that the name has, then the one
 * nearest to the file of the shapes. A picture with a label of pixels keeps that.
 * @param result what is paired already; takes what is found.
 */
export function pairDrawn<T extends DroppedFile>(drawn: readonly T[], result: Matched<T>): void {
  if (drawn.length === 0) return;
  const hasLabel = new Set(result.pairs.map(({ image }) => image));
  const images = indexed([...hasLabel, ...result.imagesWithoutLabel]);
  const labelsOf = new Map<T, T[]>();
  const taken = new Set<T>();
  for (const label of drawn) {
    const [image, ...others] = picturesOf(label, images);
    if (!image) result.labelsWithoutImage.push(label);
    else if (others.length > 0) {
      const free = [image, ...others].filter((other) => !taken.has(other) && !hasLabel.has(other));
      for (const other of free) taken.add(other);
      result.ambiguous.push({ reason: 'several-images', files: [...free, label] });
    } else if (hasLabel.has(image)) result.ignored.push(label);
    else addTo(labelsOf, image, label);
  }
  for (const [image, labels] of labelsOf) {
    const [label] = labels as [T];
    if (taken.has(image) || labels.length > 1)
      result.ambiguous.push({
        reason: 'several-labels',
        files: taken.has(image) ? labels : [image, ...labels],
      });
    else result.pairs.push({ image, label, hint: null, folder: nameFile(label).folder });
    taken.add(image);
  }
  result.imagesWithoutLabel = result.imagesWithoutLabel.filter((image) => !taken.has(image));
}

type Index<T> = ReadonlyMap<string, readonly T[]>;

/** By name, and by name without ending; in lower case. */
function indexed<T extends DroppedFile>(images: readonly T[]): Index<T> {
  const index = new Map<string, T[]>();
  for (const image of images) for (const key of keysOf(image.path)) addTo(index, key, image);
  return index;
}

function keysOf(path: string): [name: string, stem: string] {
  const name = (partsOf(path).at(-1) ?? '').toLowerCase();
  return [`/${name}`, name.replace(/\.[^.]*$/, '')];
}

/** The pictures that are meant: several where nothing tells them apart. */
function picturesOf<T extends DroppedFile>(
  { path, draws = [] }: T,
  images: Index<T>,
): readonly T[] {
  for (const named of draws)
    for (const key of keysOf(named)) {
      const all = images.get(key);
      if (!all) continue;
      const folders = foldersOf(named)
        .filter((part) => part !== '..')
        .reverse();
      const alike = best(all, (image) => shared(foldersOf(image.path).reverse(), folders));
      return best(alike, (image) => shared(foldersOf(image.path), foldersOf(path)));
    }
  return [];
}

const foldersOf = (path: string) => partsOf(path.toLowerCase()).slice(0, -1);

/** How many parts two lists begin with alike. */
function shared(a: readonly string[], b: readonly string[]): number {
  const differing = a.findIndex((part, index) => part !== b[index]);
  return differing < 0 ? a.length : differing;
}

function best<T>(items: readonly T[], scoreOf: (item: T) => number): readonly T[] {
  if (items.length < 2) return items;
  const scores = items.map(scoreOf);
  const highest = Math.max(...scores);
  return items.filter((_, index) => scores[index] === highest);
}
