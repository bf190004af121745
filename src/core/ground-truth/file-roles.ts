/**
 * What the path of a dropped file says: picture, label or neither, and which parts of the name pair
 * it with others.
 */
import type { PresetId } from '#src/core/ground-truth/presets';

export interface DroppedFile {
  /**
   * Relative to what was dropped, for example `set/labels/a.png`; only the name for a loose file.
   */
  path: string;
  /** A grey PNG of 16 bits, by its header: a score, unless its name or folder says label. */
  grey16?: boolean;
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
   * Among the label files that Cityscapes and Lost and Found give for one picture, the lowest is
   * read; null for others.
   */
  rank: number | null;
}

const PICTURE = /\.(jpe?g|png|webp|avif|bmp|gif)$/i;
const PNG = /\.png$/i;
/** Matlab and Python files among them are not read; they say how to save what is. */
const SCORE = /\.(np[yz]|h5|hdf5|mat|pth?|ckpt|pkl|pickle)$/i;
const LABEL_FOLDERS = new Set([
  'labels',
  'labels_masks',
  'masks',
  'ground_truth',
  'gt',
  'gtcoarse',
  'gtfine',
]);
const IMAGE_FOLDERS = new Set(['images', 'frames', 'leftimg8bit']);
const SCORE_FOLDERS = new Set([
  'scores',
  'score_maps',
  'anomaly_maps',
  'anomaly_scores',
  'heatmaps',
]);
/** `NAME_score.png`, as the page exports it (`NAME-METHOD-score.png`) and others do. */
const SCORE_SUFFIX = /[-_. ](anomaly[-_])?scores?$/i;
/** RoadAnomaly as published: `frames/NAME.jpg` and `frames/NAME.labels/labels_semantic.png`. */
const FRAME_LABELS = /^(.+)\.labels$/i;
const NOT_A_LABEL = /_(labels?(_semantic)?_color|gt(fine|coarse)_(color|instance(train)?ids))$/i;
const CITYSCAPES_LABEL = /_gt(fine|coarse)_label(train)?ids$/i;
const LABEL_SUFFIX =
  /(_gt(fine|coarse)_label(train)?ids|_labels_semantic|_labels?|_mask|_gt|(-[a-z0-9]+-|_)openmap)$/i;
/** `NAME-METHOD-openmap.png`, as the page exports it. */
const OPEN_MAP = /[-_]openmap$/i;
const IMAGE_SUFFIX = /_leftImg8bit$/i;
/** Sequences of Lost and Found begin with two digits, cities of Cityscapes with a letter. */
const LOST_AND_FOUND = /^\d{2}_.*_gtcoarse_label(train)?ids$/i;

/**
 * Folders and name of a path with either slash; what browsers put before the first folder is
 * dropped.
 */
export function partsOf(path: string): string[] {
  return path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
}

export function nameFile({ path, grey16 = false }: DroppedFile): NamedFile {
  const folders = partsOf(path);
  const name = folders.pop() ?? '';
  const stem = name.replace(/\.[^.]*$/, '');
  const folder = folders.filter((part) => folderRole(part) === null).join('/');
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
  return {
    role: roleOf(name, stem, folders, grey16),
    folder,
    stem,
    asImage: stem.replace(IMAGE_SUFFIX, ''),
    asLabel: stem.replace(LABEL_SUFFIX, ''),
    hint: hintOf(stem, folders),
    rank: CITYSCAPES_LABEL.test(stem)
      ? Number(/coarse/i.test(stem)) * 2 + Number(!/trainids$/i.test(stem))
      : null,
  };
}

function roleOf(name: string, stem: string, folders: readonly string[], grey16: boolean): FileRole {
  if (SCORE.test(name)) return 'score';
  if (
    !PICTURE.test(name) ||
    name.startsWith('.') ||
    folders.includes('__MACOSX') ||
    NOT_A_LABEL.test(stem)
  )
    return 'ignored';
  if (IMAGE_SUFFIX.test(stem)) return 'image';
  const byFolder = folders.map(folderRole).findLast((role) => role !== null);
  if (!PNG.test(name)) return byFolder === 'label' ? 'misfit' : 'image';
  if (byFolder === 'label') return 'label';
  if (LABEL_SUFFIX.test(stem)) return byFolder === 'image' ? 'unclear' : 'label';
  if (byFolder) return byFolder;
  return grey16 || SCORE_SUFFIX.test(stem) ? 'score' : 'unclear';
}

function folderRole(part: string): 'image' | 'label' | 'score' | null {
  const name = part.toLowerCase();
  if (SCORE_FOLDERS.has(name)) return 'score';
  if (LABEL_FOLDERS.has(name) || FRAME_LABELS.test(name)) return 'label';
  return IMAGE_FOLDERS.has(name) ? 'image' : null;
}

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
  if (/_labeltrainids$/i.test(stem)) return 'train-ids';
  if (/_labelids$/i.test(stem)) return 'label-ids';
  return hintOfFolders(folders);
}

/** @param folders names, of those around the labels too. */
export function hintOfFolders(folders: readonly string[]): PresetId | null {
  const told = TELLING_FOLDERS.find(([name]) => folders.some((folder) => name.test(folder)));
  return told?.[1] ?? null;
}
