/** Pairs pictures and labels that share a name, or asks which of them belong together. */

import type { PresetId } from '#src/core/ground-truth/presets';
import { addTo } from '#src/core/groups';
import type { Ambiguity } from '#src/core/pairing/ambiguity';
import { INSTANCES_RANK, type NamedFile } from '#src/core/pairing/file-roles';
import type { Places } from '#src/core/pairing/places';

interface LabelPair<T> {
  image: T;
  label: T;
  hint: PresetId | null;
  /** Within what was opened, without the folders that only name a role. */
  folder: string;
}

export interface MatchedFiles<T> {
  pairs: LabelPair<T>[];
  imagesWithoutLabel: T[];
  labelsWithoutImage: T[];
  ambiguous: { reason: Ambiguity; files: T[] }[];
  /**
   * Colour renderings, instance ids, second choices among the labels of Cityscapes, anything that
   * is no picture.
   */
  ignored: T[];
  /** `.npy` and 16-bit PNG. */
  scores: T[];
}

export function nothingMatched<T>(): MatchedFiles<T> {
  return {
    pairs: [],
    imagesWithoutLabel: [],
    labelsWithoutImage: [],
    ambiguous: [],
    ignored: [],
    scores: [],
  };
}

export interface Entry<T> extends NamedFile {
  file: T;
}

interface Sides<T> {
  images: Entry<T>[];
  labels: Entry<T>[];
}

type Groups<T> = Map<string, Entry<T>[]>;

/**
 * @param result takes the pairs and the questions. @returns those of `rest` that have found no
 * partner.
 */
export function pairGroups<T>(
  rest: Sides<T>,
  byImage: Groups<T>,
  byLabel: Groups<T>,
  places: Places,
  result: MatchedFiles<T>,
): Sides<T> {
  const taken = new Set<Entry<T>>();
  for (const [key, named] of byImage) {
    const { images, labels: offered } = possible(named, byLabel.get(key) ?? [], places);
    const labels = bestRanked(offered);
    const [image] = images;
    const [label] = labels;
    if (!image || !label) continue;
    for (const entry of [...images, ...offered]) taken.add(entry);
    result.ignored.push(...offered.filter((entry) => !labels.includes(entry)).map(fileOf));
    const isSingle = images.length === 1 && labels.length === 1;
    if (isSingle && places.judge(image, label) === 'together') {
      const { file, folder, hint } = label;
      result.pairs.push({ image: image.file, label: file, hint, folder });
    } else {
      const several = images.length > 1 ? 'several-images' : 'several-labels';
      const reason = isSingle ? 'other-folder' : several;
      result.ambiguous.push({ reason, files: [...images, ...labels].map(fileOf) });
    }
  }
  const left = (entries: Entry<T>[]) => entries.filter((entry) => !taken.has(entry));
  return { images: left(rest.images), labels: left(rest.labels) };
}

/** Without those that are apart from all that share their name. */
function possible<T>(named: Entry<T>[], offered: Entry<T>[], places: Places): Sides<T> {
  const byFolder = new Map<string, Entry<T>[]>();
  for (const image of offered.length > 0 ? named : [])
    for (const part of places.folders(image)) addTo(byFolder, part, image);
  const mayBe = (image: Entry<T>, label: Entry<T>) => places.judge(image, label) !== 'apart';
  const labels = offered.filter((label) => {
    const part = places.needed(label);
    const images = part === null ? named : (byFolder.get(part) ?? []);
    return images.some((image) => mayBe(image, label));
  });
  return { images: named.filter((image) => labels.some((label) => mayBe(image, label))), labels };
}

/**
 * Cityscapes offers up to four files for one picture: fine before coarse, train ids before ids. A
 * map of instances counts where there is nothing else.
 */
export function bestRanked<T>(offered: Entry<T>[]): Entry<T>[] {
  const classes = offered.filter(({ rank }) => rank !== INSTANCES_RANK);
  const labels = classes.length > 0 ? classes : offered;
  const ranks = labels.map(({ rank }) => rank ?? Number.NaN);
  const best = ranks.reduce((a, b) => Math.min(a, b), Infinity); // too many to spread
  return Number.isNaN(best) ? labels : labels.filter(({ rank }) => rank === best);
}

export function fileOf<T>({ file }: Entry<T>): T {
  return file;
}

/** Without those that have no key. */
export function groupBy<V>(
  values: readonly V[],
  keyOf: (value: V) => string | null,
): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key !== null) addTo(groups, key, value);
  }
  return groups;
}
