/**
 * Pairs dropped pictures with their labels by name and folder, in the layouts of the public data
 * sets and in plain ones.
 */
import type { Ambiguity } from '#src/core/ground-truth/ambiguity';
import {
  type DroppedFile,
  INSTANCES_RANK,
  type NamedFile,
  nameFile,
  partsOf,
} from '#src/core/ground-truth/file-roles';
import { looseImageEnding } from '#src/core/ground-truth/layouts';
import { pairDrawn } from '#src/core/ground-truth/match-drawn';
import type { PresetId } from '#src/core/ground-truth/presets';
import { resolveUnclear } from '#src/core/ground-truth/unclear-files';
import { addTo } from '#src/core/groups';

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

interface Entry<T> extends NamedFile {
  file: T;
}

/** The number that Fishyscapes puts before the names of its labels. */
const NUMBER_PREFIX = /^\d{4}_/;

/**
 * @returns every given file exactly once, but pictures in each question about shapes that they may
 * be the answer to; in an order that depends on the paths alone.
 */
export function matchLabels<T extends DroppedFile>(files: readonly T[]): MatchedFiles<T> {
  const result: MatchedFiles<T> = {
    pairs: [],
    imagesWithoutLabel: [],
    labelsWithoutImage: [],
    ambiguous: [],
    ignored: [],
    scores: [],
  };
  const named: Entry<T>[] = [];
  const drawn = files.filter(({ draws }) => draws);
  const others = files.filter(({ draws }) => !draws);
  for (const copies of groupBy([...others].sort(byPath), ({ path }) =>
    partsOf(path).join('/'),
  ).values()) {
    if (copies.length > 1) result.ambiguous.push({ reason: 'same-path', files: copies });
    else for (const file of copies) named.push({ file, ...nameFile(file) });
  }
  const entries = resolveUnclear(named);
  const filesOf = (role: NamedFile['role']) => entries.filter((entry) => entry.role === role);
  result.scores = filesOf('score').map(fileOf);
  result.ignored = filesOf('ignored').map(fileOf);
  for (const entry of filesOf('misfit'))
    result.ambiguous.push({ reason: 'not-png', files: [entry.file] });
  for (const same of groupBy(filesOf('unclear'), ({ stem }) => stem).values())
    result.ambiguous.push({ reason: 'unclear', files: same.map(fileOf) });
  pairAll(filesOf('image'), filesOf('label'), result);
  pairDrawn(drawn, result);
  return result;
}

/**
 * Names within a folder come first, so that sets with the same names do not mix; numbers are
 * dropped late, and what only says that a file is a picture (`_rgb`) last.
 */
function pairAll<T>(images: Entry<T>[], labels: Entry<T>[], result: MatchedFiles<T>): void {
  const inFolder = ({ folder }: Entry<T>, name: string) => `${folder}\n${name}`;
  const anywhere = (_entry: Entry<T>, name: string) => name;
  const plain = ({ asLabel }: Entry<T>) => asLabel;
  const unnumbered = ({ stem, asLabel }: Entry<T>) =>
    asLabel === stem ? stem : asLabel.replace(NUMBER_PREFIX, '');
  const image = ({ asImage }: Entry<T>) => asImage;
  const loose = ({ asImage }: Entry<T>) =>
    asImage.slice(0, asImage.length - looseImageEnding(asImage).length);
  let rest = { images, labels };
  for (const [imageName, labelName] of [
    [image, plain],
    [image, unnumbered],
    [loose, plain],
  ] as const)
    for (const within of [inFolder, anywhere]) {
      const byImage = groupBy(rest.images, (entry) => within(entry, imageName(entry)));
      // A picture may be called `no_label` itself.
      const whole = (entry: Entry<T>) => byImage.has(within(entry, entry.stem));
      const byLabel = groupBy(rest.labels, (entry) =>
        within(entry, whole(entry) ? entry.stem : labelName(entry)),
      );
      rest = pairGroups(byImage, byLabel, result);
    }
  result.imagesWithoutLabel = rest.images.map(fileOf);
  result.labelsWithoutImage = rest.labels.map(fileOf);
}

type Groups<T> = Map<string, Entry<T>[]>;

/** @returns what found no partner. */
function pairGroups<T>(
  byImage: Groups<T>,
  byLabel: Groups<T>,
  result: MatchedFiles<T>,
): { images: Entry<T>[]; labels: Entry<T>[] } {
  for (const [key, images] of byImage) {
    const offered = byLabel.get(key);
    if (!offered) continue;
    const labels = bestRanked(offered);
    result.ignored.push(...offered.filter((label) => !labels.includes(label)).map(fileOf));
    const [image] = images;
    const [label] = labels;
    if (image && label && images.length === 1 && labels.length === 1) {
      const { file, folder, hint } = label;
      result.pairs.push({ image: image.file, label: file, hint, folder });
    } else {
      const reason = images.length > 1 ? 'several-images' : 'several-labels';
      result.ambiguous.push({ reason, files: [...images, ...labels].map(fileOf) });
    }
  }
  const lonely = (groups: Groups<T>, others: Groups<T>) =>
    [...groups].flatMap(([key, entries]) => (others.has(key) ? [] : entries));
  return { images: lonely(byImage, byLabel), labels: lonely(byLabel, byImage) };
}

/**
 * Cityscapes offers up to four files for one picture: fine before coarse, train ids before ids. A
 * map of instances counts where there is nothing else.
 */
function bestRanked<T>(offered: Entry<T>[]): Entry<T>[] {
  const classes = offered.filter(({ rank }) => rank !== INSTANCES_RANK);
  const labels = classes.length > 0 ? classes : offered;
  const ranks = labels.map(({ rank }) => rank ?? Number.NaN);
  const best = ranks.reduce((a, b) => Math.min(a, b), Infinity); // too many to spread
  return Number.isNaN(best) ? labels : labels.filter(({ rank }) => rank === best);
}

function fileOf<T>({ file }: Entry<T>): T {
  return file;
}

function byPath(a: DroppedFile, b: DroppedFile): number {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
}

function groupBy<V>(values: readonly V[], keyOf: (value: V) => string): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const value of values) addTo(groups, keyOf(value), value);
  return groups;
}
