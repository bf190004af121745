/**
 * Items of a set from one folder in which images and labels lie together, as a browser gives it.
 */

import { isRegionFile, regionName } from '#src/core/ground-truth/region-files';
import { matchLabels } from '#src/core/pairing/match-labels';
import type { MatchedFiles } from '#src/core/pairing/pair-groups';
import { roiOf, within } from '#src/evaluation/items/regions-of-interest';
import type { EvaluationFile, EvaluationItem } from '#src/evaluation/types';

export interface FolderFile {
  /** With slashes, from the folder's own name on. */
  path: string;
  file: File;
  /** Names of the picture that shapes are drawn on, see `DroppedFile`. */
  draws?: readonly string[];
}

export interface FolderItems extends Omit<MatchedFiles<FolderFile>, 'pairs'> {
  pairs: number;
  /** Masks of a region of interest. */
  regions: number;
  /**
   * Images in the order of their paths, those without a label included; what is not clear is left
   * out.
   */
  items: EvaluationItem[];
}

/**
 * Images are named from the folder that holds all of them, so that they are called as with
 * `--images`; labels likewise.
 */
export function folderItems(files: readonly FolderFile[]): FolderItems {
  const masks = files.filter(({ path }) => isRegionFile(path));
  const matched = matchLabels(files.filter((file) => !masks.includes(file)));
  const images = [...matched.pairs.map(({ image }) => image), ...matched.imagesWithoutLabel];
  const above = commonFolder(images.map(({ path }) => path)).length;
  const aboveLabels = commonFolder(matched.pairs.map(({ label }) => label.path)).length;
  const imageOf = ({ path, file }: FolderFile): EvaluationFile => ({
    name: path.slice(above),
    read: async () => file,
  });
  const labelOf = ({ path, file }: FolderFile): EvaluationFile => ({
    name: path.slice(aboveLabels),
    read: async () => file,
  });
  const regions = masks.map(({ path, file }) => ({
    name: regionName(path),
    read: async () => file,
  }));
  const paired = matched.pairs.map(({ image, label, hint, folder }) => ({
    image: imageOf(image),
    label: withinAny(labelOf(label), imageOf(image).name, regions),
    hint,
    folder,
  }));
  const unpaired = matched.imagesWithoutLabel.map((image) => ({
    image: imageOf(image),
    label: null,
    hint: null,
    folder: '',
  }));
  const items = [...paired, ...unpaired]
    .map((item) => ({
      ...item,
      stem: item.image.name.replace(/\.[^./]*$/, ''),
      reading: null,
      turn: false,
    }))
    .sort((a, b) => (a.image.name < b.image.name ? -1 : 1));
  return { ...matched, pairs: matched.pairs.length, regions: masks.length, items };
}

/** A picture whose mask is not clear is an error of this picture. */
function withinAny(
  label: EvaluationFile,
  image: string,
  regions: readonly EvaluationFile[],
): EvaluationFile {
  const read = async () => within(label, roiOf(image, regions)).read();
  return regions.length > 0 ? { ...label, read } : label;
}

/** With its slash; empty when the files share no folder. */
export function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => path.split('/').slice(0, -1));
  const [first = []] = folders;
  const differing = first.findIndex((part, depth) =>
    folders.some((folder) => folder[depth] !== part),
  );
  const shared = differing < 0 ? first : first.slice(0, differing);
  return shared.map((part) => `${part}/`).join('');
}
