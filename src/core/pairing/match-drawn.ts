/** Pairs shapes with the pictures that they name. */

import type { PresetId } from '#src/core/ground-truth/presets';
import { addTo } from '#src/core/groups';
import type { Ambiguity } from '#src/core/pairing/ambiguity';
import {
  agreement,
  foldersOf,
  placesOf,
  type Surroundings,
  surroundingsOf,
  toldFolders,
} from '#src/core/pairing/drawn-folders';
import { type DroppedFile, nameFile, partsOf } from '#src/core/pairing/file-roles';

/** What shapes are added to. */
interface Matched<T> {
  pairs: { image: T; label: T; hint: PresetId | null; folder: string }[];
  imagesWithoutLabel: T[];
  labelsWithoutImage: T[];
  ambiguous: { reason: Ambiguity; files: T[] }[];
  ignored: T[];
}

/**
 * By the name of the picture without its folders, then without its ending, since pictures are
 * moved and saved anew. Folders must not contradict, see `agreement`; of several pictures the one
 * whose folders agree best. A picture with a label of pixels keeps that; what may be a picture or a
 * label is a picture where shapes are its own.
 * @param result what is paired already; takes what is found. A picture is in each question that it
 * may be the answer to.
 */
export function pairDrawn<T extends DroppedFile>(drawn: readonly T[], result: Matched<T>): void {
  if (drawn.length === 0) return;
  const hasLabel = new Set(result.pairs.map(({ image }) => image));
  const unclear = result.ambiguous.filter(({ reason }) => reason === 'unclear');
  const asked = new Set(
    picturesAmong(result.ambiguous.filter(({ reason }) => reason !== 'unclear')),
  );
  const mayBe = unclear.flatMap(({ files }) => files);
  const images = indexed([...hasLabel, ...result.imagesWithoutLabel, ...asked, ...mayBe], drawn);
  const labelsOf = new Map<T, Fitting<T>[]>();
  for (const label of drawn) {
    const fitting = picturesOf(label, images);
    const free = fitting.filter(({ image }) => !hasLabel.has(image)).map(({ image }) => image);
    if (fitting.length === 0) result.labelsWithoutImage.push(label);
    else if (free.length === 0) result.ignored.push(label);
    else if (fitting.length > 1) {
      for (const image of free) asked.add(image);
      result.ambiguous.push({ reason: 'several-images', files: [...free, label] });
    } else for (const fit of fitting) addTo(labelsOf, fit.image, fit);
  }
  for (const [image, offered] of labelsOf) {
    const labels = bestOfEachFile(offered);
    for (const { label } of offered) if (!labels.has(label)) result.labelsWithoutImage.push(label);
    const [label] = [...labels] as [T];
    if (asked.has(image) || labels.size > 1)
      result.ambiguous.push({ reason: 'several-labels', files: [image, ...labels] });
    else result.pairs.push({ image, label, hint: null, folder: nameFile(label).folder });
  }
  result.imagesWithoutLabel = result.imagesWithoutLabel.filter(
    (image) => !(asked.has(image) || labelsOf.has(image)),
  );
  for (const group of unclear) group.files = group.files.filter((file) => !labelsOf.has(file));
  result.ambiguous = result.ambiguous.filter(({ files }) => files.length > 0);
}

function picturesAmong<T extends DroppedFile>(
  groups: readonly { reason: Ambiguity; files: T[] }[],
): T[] {
  const files = groups.flatMap((group) => (group.reason === 'not-png' ? [] : group.files));
  return files.filter((file) => nameFile(file).role === 'image');
}

interface Fitting<T> {
  image: T;
  label: T;
  agrees: number;
}

/** A file may list pictures of one name in several folders, of which one is here. */
function bestOfEachFile<T extends DroppedFile>(offered: readonly Fitting<T>[]): Set<T> {
  const byFile = new Map<string, Fitting<T>[]>();
  for (const fit of offered) addTo(byFile, fit.label.path, fit);
  const fitting = [...byFile.values()].flatMap(best);
  return new Set(fitting.map(({ label }) => label));
}

interface Placed<T> {
  image: T;
  folders: readonly string[];
}

interface Index<T> extends Surroundings {
  /** By name, and by name without ending; in lower case. */
  byName: ReadonlyMap<string, readonly Placed<T>[]>;
  /** By their folders too: sets have many sequences of the same names. */
  byPlace: ReadonlyMap<string, readonly Placed<T>[]>;
}

function indexed<T extends DroppedFile>(images: readonly T[], drawn: readonly T[]): Index<T> {
  const placed = images.map((image) => ({ image, folders: foldersOf(image.path) }));
  const byName = new Map<string, Placed<T>[]>();
  const byPlace = new Map<string, Placed<T>[]>();
  for (const entry of placed)
    for (const key of keysOf(entry.image.path)) {
      addTo(byName, key, entry);
      addTo(byPlace, inPlace(entry.folders, key), entry);
    }
  const around = surroundingsOf(
    placed.map(({ folders }) => folders),
    drawn.map(({ path }) => foldersOf(path)),
  );
  return { ...around, byName, byPlace };
}

const inPlace = (folders: readonly string[], key: string) => `${folders.join('/')}\n${key}`;

function keysOf(path: string): [name: string, stem: string] {
  const name = (partsOf(path).at(-1) ?? '').toLowerCase();
  return [`/${name}`, name.replace(/\.[^.]*$/, '')];
}

/** The pictures that are meant: several where nothing tells them apart. */
function picturesOf<T extends DroppedFile>(label: T, index: Index<T>): Fitting<T>[] {
  const told = toldFolders(label);
  const places = placesOf(told, index);
  for (const key of (label.draws ?? []).flatMap(keysOf)) {
    const there = new Set(
      places.flatMap((folders) => index.byPlace.get(inPlace(folders, key)) ?? []),
    );
    if (there.size > 0)
      return [...there].map(({ image }) => ({ image, label, agrees: Number.POSITIVE_INFINITY }));
    const fitting = (index.byName.get(key) ?? [])
      .map(({ image, folders }) => ({ image, label, agrees: agreement(folders, index, told) }))
      .filter(({ agrees }) => agrees > 0);
    if (fitting.length > 0) return best(fitting);
  }
  return [];
}

function best<F extends { agrees: number }>(items: readonly F[]): F[] {
  const highest = items.reduce((most, { agrees }) => Math.max(most, agrees), 0);
  return items.filter(({ agrees }) => agrees === highest);
}
