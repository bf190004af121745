/** Items of a set from the paths of two folders. */
import { AnomalensError } from '#src/core/errors';
import { matchLabels } from '#src/core/ground-truth/match-labels';
import type { EvaluationFile, EvaluationItem } from '#src/evaluation/types';

export type ReadFile = (folder: 'images' | 'labels', name: string) => Promise<Blob>;

/**
 * Images in the order of their paths, each with its label or null. Labels without an image and
 * files that are neither are left out.
 * @param images and `labels`: paths below each folder, with slashes.
 * @throws AnomalensError `option-invalid` when a person has to say what belongs together.
 */
export function pairFolders(
  images: readonly string[],
  labels: readonly string[],
  read: ReadFile,
): EvaluationItem[] {
  const files = [
    ...images.map((name) => ({ path: `images/${name}`, folder: 'images' as const, name })),
    ...labels.map((name) => ({ path: `labels/${name}`, folder: 'labels' as const, name })),
  ];
  const { pairs, imagesWithoutLabel, ambiguous } = matchLabels(files);
  if (ambiguous.length > 0) {
    const shown = ambiguous
      .slice(0, 3)
      .map(
        ({ reason, files: some }) => `${some.map(({ path }) => path).join(' and ')} (${reason})`,
      );
    throw new AnomalensError(
      'option-invalid',
      `It is not clear which files belong together: ${shown.join('; ')}.`,
    );
  }
  const fileOf = ({ folder, name }: (typeof files)[number]): EvaluationFile => ({
    name,
    read: () => read(folder, name),
  });
  const paired = pairs.map(({ image, label, hint, set }) => ({
    image: fileOf(image),
    label: fileOf(label),
    hint,
    set,
  }));
  const unpaired = imagesWithoutLabel.map((image) => ({
    image: fileOf(image),
    label: null,
    hint: null,
    set: '',
  }));
  return [...paired, ...unpaired]
    .map((item) => ({ ...item, stem: item.image.name.replace(/\.[^./]*$/, ''), encoding: null }))
    .sort((a, b) => (a.image.name < b.image.name ? -1 : 1));
}
