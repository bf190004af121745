/** Items of a set from the paths of two folders. */
import { AnomalensError } from '#src/core/errors';
import { AMBIGUITIES } from '#src/core/pairing/ambiguity';
import { type DroppedFile, hintOfFolders } from '#src/core/pairing/file-roles';
import { matchLabels } from '#src/core/pairing/match-labels';
import { type DrawnLabels, isShapeFile, readDrawnLabels } from '#src/evaluation/items/drawn-labels';
import { roiOf, within } from '#src/evaluation/items/regions-of-interest';
import type { EvaluationFile, EvaluationItem } from '#src/evaluation/types';

export type ReadFile = (folder: 'images' | 'labels' | 'roi', name: string) => Promise<Blob>;

export interface PairedFolders {
  /** Paths below each folder, with slashes. */
  images: readonly string[];
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
 * files that are neither are left out.
 * @throws AnomalensError `option-invalid` when a person has to say what belongs together,
 * `label-unreadable` for a damaged file of shapes.
 */
export async function pairFolders(
  { images, labels, labelsFolders, turnLabels, roi = [] }: PairedFolders,
  read: ReadFile,
): Promise<EvaluationItem[]> {
  const shapes = labels.filter(isShapeFile);
  const drawn = await readDrawnLabels(
    shapes.map((name) => ({ path: name, read: () => read('labels', name) })),
  );
  refuseUnread(drawn);
  const files: PathToPair[] = [
    ...images.map((name) => ({
      path: `images/${name}`,
      name,
      read: () => read('images', name),
    })),
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
  const { pairs, imagesWithoutLabel, ambiguous } = matchLabels(files);
  if (ambiguous.length > 0) {
    const shown = ambiguous
      .slice(0, 3)
      .map(
        ({ reason, files: some }) =>
          `${some.map(({ path }) => path).join(' and ')} (${AMBIGUITIES[reason]})`,
      );
    throw new AnomalensError(
      'option-invalid',
      `It is not clear which files belong together: ${shown.join('; ')}. Give --images and --labels the folders that hold one of each, or of one sequence.`,
    );
  }
  const fileOf = ({ name, read: readIt }: PathToPair): EvaluationFile => ({ name, read: readIt });
  const masks = roi.map((name) => ({ name, read: () => read('roi', name) }));
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
