/**
 * What the path of a dropped file says: picture, label or neither, and which parts of the name pair
 * it with others.
 */

import type { PresetId } from '#src/core/ground-truth/presets';
import {
  endingAmongLabels,
  type FolderRole,
  FRAME_LABELS,
  folderRole,
  hasRestEnding,
  imageEnding,
  labelEnding,
  withoutRole,
} from '#src/core/pairing/layouts';

export interface DroppedFile {
  /**
   * Relative to what was dropped, for example `set/labels/a.png`; only the name for a loose file.
   */
  path: string;
  /** A grey PNG of 16 bits, by its header: a score, unless its name or folder says label. */
  grey16?: boolean;
  /**
   * Shapes drawn on a picture, which they name; the first that is there counts. Many may lie in one
   * file, and share its path.
   */
  draws?: readonly string[];
  /** It is open as a picture, whatever its name says. */
  isPicture?: boolean;
}

/**
 * `unclear`: a PNG without any hint, or one that its folder calls an image and its suffix a label.
 * `ignored`: colour renderings, instance ids, text. `misfit`: lies where labels are, but is no PNG.
 */
export type FileRole = 'image' | 'label' | 'unclear' | 'score' | 'ignored' | 'misfit';

export interface NamedFile {
  role: FileRole;
  /**
   * Folders without those that only name a role, so that `images/x/a.jpg` and `labels/x/a.png`
   * share `x`.
   */
  folder: string;
  /** The name without extension. */
  stem: string;
  /**
   * What pairs the file if it is an image, and if it is a label: the stem without the suffix of
   * either.
   */
  asImage: string;
  asLabel: string;
  /** The data set that the name or a folder tells. */
  hint: PresetId | null;
  /**
   * Among the label files that data sets such as Cityscapes give for one picture, the lowest is
   * read; null for files that have no such place.
   */
  rank: number | null;
}

/** A map of instances comes after every other label of the picture. */
export const INSTANCES_RANK = 9;

const PICTURE = /\.(jpe?g|png|webp|avif|bmp|gif)$/i;
const PNG = /\.png$/i;
/** Matlab and Python files among them are not read; they say how to save what is. */
const SCORE = /\.(np[yz]|h5|hdf5|mat|pth?|ckpt|pkl|pickle)$/i;
/** `NAME_score.png`, as the page exports it (`NAME-METHOD-score.png`) and others do. */
const SCORE_SUFFIX = /[-_. ](anomaly[-_])?scores?$/i;
/** Fine before coarse, ids of training before all ids. */
const RANKED_LABEL = /_gt(fine|coarse)?_label(cs)?(train)?ids$/i;
/** `NAME-METHOD-openmap.png`, as the page exports it. */
const OPEN_MAP = /(-[a-z0-9]+-|_)openmap$/i;
/** Sequences of Lost and Found begin with two digits, cities of Cityscapes with a letter. */
const LOST_AND_FOUND = /^\d{2}_.*_gtcoarse_label(train)?ids$/i;

/**
 * Folders and name of a path with either slash; what browsers put before the first folder is
 * dropped.
 */
export function partsOf(path: string): string[] {
  return path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
}

/** Whether the innermost folder that has a role is one of labels. */
export function liesAmongLabels(path: string): boolean {
  const role = partsOf(path)
    .slice(0, -1)
    .map(folderRole)
    .findLast((folder) => folder !== null);
  return role === 'label' || role === 'instances';
}

export function nameFile({ path, grey16 = false, isPicture }: DroppedFile): NamedFile {
  const folders = partsOf(path);
  const name = folders.pop() ?? '';
  const stem = name.replace(/\.[^.]*$/, '');
  const folder = folders
    .map(withoutRole)
    .filter((part) => part !== '')
    .join('/');
  const frame = FRAME_LABELS.exec(folders.at(-1) ?? '')?.[1];
  if (frame !== undefined && PICTURE.test(name)) {
    const role = /^labels_semantic\.png$/i.test(name) ? 'label' : 'ignored';
    return {
      role,
      folder,
      stem: frame,
      asImage: frame,
      asLabel: frame,
      hint: null,
      rank: null,
    };
  }
  const byFolder = folders.map(folderRole).findLast((role) => role !== null) ?? null;
  const ending = labelEndingOf(stem, byFolder);
  return {
    role: isPicture ? 'image' : roleOf(name, stem, byFolder, folders.includes('__MACOSX'), grey16),
    folder,
    stem,
    asImage: without(stem, imageEnding(stem)),
    asLabel: without(stem, ending),
    hint: hintOf(stem, folders),
    rank: rankOf(stem, byFolder),
  };
}

function without(stem: string, ending: string): string {
  return stem.slice(0, stem.length - ending.length);
}

function labelEndingOf(stem: string, byFolder: FolderRole | null): string {
  const openMap = OPEN_MAP.exec(stem)?.[0];
  if (openMap) return openMap;
  return byFolder === 'label' || byFolder === 'instances'
    ? endingAmongLabels(stem)
    : labelEnding(stem);
}

function rankOf(stem: string, byFolder: FolderRole | null): number | null {
  if (byFolder === 'instances') return INSTANCES_RANK;
  if (!RANKED_LABEL.test(stem)) return null;
  return Number(/_gtcoarse_/i.test(stem)) * 2 + Number(!/trainids$/i.test(stem));
}

function roleOf(
  name: string,
  stem: string,
  byFolder: FolderRole | null,
  isMacJunk: boolean,
  grey16: boolean,
): FileRole {
  if (SCORE.test(name)) return 'score';
  if (!PICTURE.test(name) || name.startsWith('.') || isMacJunk || hasRestEnding(stem))
    return 'ignored';
  if (imageEnding(stem) !== '') return 'image';
  if (!PNG.test(name)) return byFolder === 'label' ? 'misfit' : 'image';
  if (byFolder === 'rest') return 'ignored';
  if (byFolder === 'label' || byFolder === 'instances') return 'label';
  if (labelEndingOf(stem, byFolder) !== '') return byFolder === 'image' ? 'unclear' : 'label';
  if (byFolder) return byFolder;
  return grey16 || SCORE_SUFFIX.test(stem) ? 'score' : 'unclear';
}

/** IDD calls files of its own ids as Cityscapes does: only a folder tells them apart. */
const IDD_FOLDER = /^idd([-_ ]|\d|$)/i;

/** Data sets whose folders tell what their ids mean, under the names that people give them. */
const TELLING_FOLDERS: readonly (readonly [name: RegExp, PresetId])[] = [
  [/^street[-_ ]?hazards?/i, 'street-hazards'],
  [/^(caos[-_ ]?)?bdd(100k)?[-_ ]?anomal(y|ies)/i, 'bdd-anomaly'],
];

/**
 * Published names of ids, and of data sets whose ids nothing else tells. A folder called
 * `lost_and_found` says nothing: the labels of Fishyscapes for the same pictures are 0/1/255.
 */
function hintOf(stem: string, folders: readonly string[]): PresetId | null {
  if (LOST_AND_FOUND.test(stem)) return 'lost-and-found';
  if (OPEN_MAP.test(stem)) return 'open-map';
  if (/_(label(cs)?trainids|train_id)$/i.test(stem)) return 'train-ids';
  if (/_labelids$/i.test(stem))
    return folders.some((folder) => IDD_FOLDER.test(folder)) ? 'idd' : 'label-ids';
  return hintOfFolders(folders);
}

/** @param folders names, of those around the labels too. */
export function hintOfFolders(folders: readonly string[]): PresetId | null {
  const told = TELLING_FOLDERS.find(([name]) => folders.some((folder) => name.test(folder)));
  return told?.[1] ?? null;
}
