/** Items of a set from the paths of two folders. */
import { AnomalensError } from '#src/core/errors';
import { AMBIGUITIES, type Ambiguity } from '#src/core/pairing/ambiguity';
import { type DroppedFile, hintOfFolders } from '#src/core/pairing/file-roles';
import { labelsAlone } from '#src/core/pairing/labels-alone';
import { matchLabels } from '#src/core/pairing/match-labels';
import { type DrawnLabels, isShapeFile, readDrawnLabels } from '#src/evaluation/items/drawn-labels';
import { roiOf, within } from '#src/evaluation/items/regions-of-interest';
import type { EvaluationFile, EvaluationItem } from '#src/evaluation/types';

export type ReadFile = (folder: 'images' | 'labels' | 'roi', name: string) => Promise<Blob>;

export interface PairedFolders {
  /** Paths below each folder, with slashes; null where the pictures are not there. */
  images: readonly string[] | null;
  labels: readonly string[];
  /** Names of the folder of the labels and of those around it, which may tell their data set. */
  labelsFolders: readonly string[];
  /** Labels lie as their pictures are stored, before EXIF turns those. */
  turnLabels: boolean;
  /** Masks of what counts: one for all images, or one of each stem; none for whole images. */
  roi?: readonly string[];
}

type PathToPair = DroppedFile & EvaluationFile;

/** A command measures nothing rather than less than it was given. */
function refuseUnread({ failed }: DrawnLabels): void {
  const [first] = failed;
  if (first) throw new AnomalensError('label-unreadable', `labels/${first.path}: ${first.message}`);
}

/**
 * Images in the order of their paths, each with its label or null. Labels without an image and
 * files that are neither are left out. Where the pictures are not there, every label is an item.
 * @throws AnomalensError `option-invalid` when a person has to say what belongs together,
 * `label-unreadable` for a damaged file of shapes.
 */
export async function pairFolders(
  { images, labels, labelsFolders, turnLabels, roi = [] }: PairedFolders,
  read: ReadFile,
): Promise<EvaluationItem[]> {
  const ofLabels = await labelPaths(labels, read);
  const masks = roi.map((name) => ({ name, read: () => read('roi', name) }));
  if (images === null) return itemsOfLabels(ofLabels, labelsFolders, masks);
  const files: PathToPair[] = [
    ...images.map((name) => ({
      path: `images/${name}`,
      name,
      read: () => read('images', name),
    })),
    ...ofLabels,
  ];
  const { pairs, imagesWithoutLabel, ambiguous } = matchLabels(files);
  refuseUnclear(
    ambiguous,
    'Give --images and --labels the folders that hold one of each, or of one sequence.',
  );
  const paired = pairs.map(({ image, label, hint, folder }) => ({
    image: fileOf(image),
    label: within(fileOf(label), roiOf(image.name, masks)),
    hint: hint ?? hintOfFolders(labelsFolders),
    folder,
  }));
  const unpaired = imagesWithoutLabel.map((image) => ({
    image: fileOf(image),
    label: null,
    hint: null,
    folder: '',
  }));
  return [...paired, ...unpaired]
    .map((item) => ({
      ...item,
      stem: item.image.name.replace(/\.[^./]*$/, ''),
      reading: null,
      turn: turnLabels,
    }))
    .sort((a, b) => (a.image.name < b.image.name ? -1 : 1));
}

/** @throws AnomalensError `option-invalid`. */
function itemsOfLabels(
  files: readonly PathToPair[],
  labelsFolders: readonly string[],
  masks: readonly EvaluationFile[],
): EvaluationItem[] {
  const { labels, ambiguous } = labelsAlone(files);
  refuseUnclear(ambiguous, 'Give --labels the folder that holds one for each picture.');
  return (
    labels
      .map(({ label, picture, hint, folder }) => ({
        stem: picture,
        image: fileOf(label),
        withoutPicture: true,
        label: within(fileOf(label), roiOf(`${picture}.png`, masks)),
        hint: hint ?? hintOfFolders(labelsFolders),
        folder,
        reading: null,
        turn: false,
      }))
      // As the names of pictures would be sorted, so that both ways draw the same resamples.
      .sort((a, b) => (`${a.stem}.` < `${b.stem}.` ? -1 : 1))
  );
}

const fileOf = ({ name, read }: PathToPair): EvaluationFile => ({ name, read });

/** Labels of pixels, and one for each picture that a file of shapes draws on. */
async function labelPaths(labels: readonly string[], read: ReadFile): Promise<PathToPair[]> {
  const shapes = labels.filter(isShapeFile);
  const drawn = await readDrawnLabels(
    shapes.map((name) => ({ path: name, read: () => read('labels', name) })),
  );
  refuseUnread(drawn);
  return [
    ...labels
      .filter((name) => !isShapeFile(name))
      .map((name) => ({ path: `labels/${name}`, name, read: () => read('labels', name) })),
    ...drawn.labels.map(({ path, draws, blob }) => ({
      path: `labels/${path}`,
      name: path,
      draws,
      read: async () => blob,
    })),
  ];
}

/** @param remedy how a person says what is meant. @throws AnomalensError `option-invalid`. */
function refuseUnclear(
  ambiguous: readonly { reason: Ambiguity; files: readonly PathToPair[] }[],
  remedy: string,
): void {
  if (ambiguous.length === 0) return;
  const shown = ambiguous
    .slice(0, 3)
    .map(
      ({ reason, files }) =>
        `${files.map(({ path }) => path).join(' and ')} (${AMBIGUITIES[reason]})`,
    );
  throw new AnomalensError(
    'option-invalid',
    `It is not clear which files belong together: ${shown.join('; ')}. ${remedy}`,
  );
}
