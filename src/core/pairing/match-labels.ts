/**
 * Pairs dropped pictures with their labels by name and folder, in the layouts of the public data
 * sets and in plain ones.
 */
import { type DroppedFile, type NamedFile, nameFile, partsOf } from '#src/core/pairing/file-roles';
import { looseImageEnding, withoutNumber } from '#src/core/pairing/layouts';
import { pairDrawn } from '#src/core/pairing/match-drawn';
import {
  type Entry,
  fileOf,
  groupBy,
  type MatchedFiles,
  nothingMatched,
  pairGroups,
} from '#src/core/pairing/pair-groups';
import { placesOf } from '#src/core/pairing/places';
import { resolveUnclear } from '#src/core/pairing/unclear-files';

/**
 * @returns every given file exactly once, but pictures in each question about shapes that they may
 * be the answer to; in an order that depends on the paths alone.
 */
export function matchLabels<T extends DroppedFile>(files: readonly T[]): MatchedFiles<T> {
  const result = nothingMatched<T>();
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
 * Names within a folder come first, then those within folders that pictures and labels share, so
 * that sets with the same names do not mix; a name alone is enough where the folders do not
 * contradict, see `placesOf`. Numbers are dropped late, and what only says that a file is a picture
 * (`_rgb`) last.
 */
function pairAll<T>(images: Entry<T>[], labels: Entry<T>[], result: MatchedFiles<T>): void {
  const places = placesOf(images, labels);
  const inFolder = ({ folder }: Entry<T>, name: string) => `${folder}\n${name}`;
  const inShared = (entry: Entry<T>, name: string) => {
    const shared = places.shared(entry);
    return shared.length > 0 ? `${shared.join('/')}\n${name}` : null;
  };
  const anywhere = (_entry: Entry<T>, name: string) => name;
  const plain = ({ asLabel }: Entry<T>) => asLabel;
  const unnumbered = ({ stem, asLabel }: Entry<T>) =>
    asLabel === stem ? stem : withoutNumber(asLabel);
  const image = ({ asImage }: Entry<T>) => asImage;
  const loose = ({ asImage }: Entry<T>) =>
    asImage.slice(0, asImage.length - looseImageEnding(asImage).length);
  let rest = { images, labels };
  for (const [imageName, labelName] of [
    [image, plain],
    [image, unnumbered],
    [loose, plain],
  ] as const)
    for (const within of [inFolder, inShared, anywhere]) {
      const byImage = groupBy(rest.images, (entry) => within(entry, imageName(entry)));
      // A picture may be called `no_label` itself.
      const whole = (entry: Entry<T>) => byImage.has(within(entry, entry.stem) ?? '');
      const byLabel = groupBy(rest.labels, (entry) =>
        within(entry, whole(entry) ? entry.stem : labelName(entry)),
      );
      rest = pairGroups(rest, byImage, byLabel, places, result);
    }
  result.imagesWithoutLabel = rest.images.map(fileOf);
  result.labelsWithoutImage = rest.labels.map(fileOf);
}

function byPath(a: DroppedFile, b: DroppedFile): number {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
}
