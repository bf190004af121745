/** The labels of a set whose pictures are not there: one for each picture that they are called after. */

import { type DroppedFile, type NamedFile, nameFile } from '#src/core/pairing/file-roles';
import {
  bestRanked,
  type Entry,
  fileOf,
  groupBy,
  type MatchedFiles,
} from '#src/core/pairing/pair-groups';

/** A label, and the path that its picture would have, without an ending. */
interface LabelAlone<T> extends Pick<NamedFile, 'hint' | 'folder'> {
  label: T;
  picture: string;
}

export interface LabelsAlone<T> extends Pick<MatchedFiles<T>, 'ambiguous'> {
  labels: LabelAlone<T>[];
}

/**
 * Several labels of one picture in one folder are chosen from as beside pictures, by the rank that
 * data sets give them; a label of pixels goes before drawn shapes, as there.
 * @param files whose folders say that they are labels. @returns labels in the order of their paths,
 * and those of which a person has to say which counts.
 */
export function labelsAlone<T extends DroppedFile>(files: readonly T[]): LabelsAlone<T> {
  const result: LabelsAlone<T> = { labels: [], ambiguous: [] };
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const named = sorted.filter(({ draws }) => !draws).map(namedEntry);
  for (const { role, file } of named)
    if (role === 'misfit') result.ambiguous.push({ reason: 'not-png', files: [file] });
  const ofPixels = groupBy(named, (entry) =>
    entry.role === 'label' ? pathOf(entry.folder, entry.asLabel) : null,
  );
  const drawn = groupBy(
    sorted.flatMap((file) => (file.draws?.[0] ? { file, picture: file.draws[0] } : [])),
    ({ picture }) => drawnPath(picture),
  );
  for (const [picture, entries] of ofPixels) {
    const [label, ...more] = bestRanked(entries) as [Entry<T>, ...Entry<T>[]];
    const { file, hint, folder } = label;
    if (more.length === 0) result.labels.push({ label: file, picture, hint, folder });
    else result.ambiguous.push({ reason: 'several-labels', files: [label, ...more].map(fileOf) });
  }
  for (const [picture, shapes] of drawn) {
    if (ofPixels.has(picture)) continue;
    const [first, ...more] = shapes.map(({ file }) => file) as [T, ...T[]];
    const { folder } = nameFile(first);
    if (more.length === 0) result.labels.push({ label: first, picture, hint: null, folder });
    else result.ambiguous.push({ reason: 'several-labels', files: [first, ...more] });
  }
  return result;
}

function namedEntry<T extends DroppedFile>(file: T): Entry<T> {
  return { file, ...nameFile(file) };
}

function drawnPath(picture: string): string {
  const { folder, stem } = nameFile({ path: picture });
  return pathOf(folder.replace(/(^|\/)\.\.(?=\/|$)/g, '').replace(/^\//, ''), stem);
}

const pathOf = (folder: string, stem: string) => (folder === '' ? stem : `${folder}/${stem}`);
