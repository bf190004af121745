/**
 * Folders and endings of names by which published data sets and common tools tell pictures, labels
 * and the rest apart.
 */

/**
 * `instances`: ids of objects, read as a label only where there is no better one. `rest`: what shows
 * a label once more in colours, or something else than classes.
 */
export type FolderRole = 'image' | 'label' | 'instances' | 'rest' | 'score';

interface Layout {
  /** Names of folders in lower case. */
  folders: Readonly<Partial<Record<FolderRole, readonly string[]>>>;
  /** Endings of names without extension, in lower case. */
  endings?: Readonly<Partial<Record<'image' | 'label' | 'rest', readonly string[]>>>;
  /** Endings that are too common to mean a label outside a folder of labels. */
  endingsAmongLabels?: readonly string[];
}

const LAYOUTS: Readonly<Record<string, Layout>> = {
  'plain folders': {
    folders: {
      image: ['images', 'image', 'imgs', 'img', 'frames', 'rgb', 'original'],
      label: ['labels', 'label', 'masks', 'mask', 'ground_truth', 'groundtruth', 'gt', 'gts'],
      instances: ['instances', 'instance'],
      rest: ['colormaps', 'color_labels', 'panoptic', 'polygons', 'depth', 'disparity'],
      score: ['scores', 'score_maps', 'anomaly_maps', 'anomaly_scores', 'heatmaps'],
    },
    endings: {
      label: [
        ...['_label', '_labels', '_mask', '_gt', '-label', '-labels', '-mask', '-gt'],
        ...['_labelids', '_labeltrainids'],
      ],
      rest: ['_label_color', '_labels_color', '_disparity'],
    },
    endingsAmongLabels: ['_bin', '_l'],
  },
  SegmentMeIfYouCan: {
    folders: { label: ['labels_masks'] },
    endings: {
      label: ['_labels_semantic'],
      rest: ['_labels_semantic_color', '_label_semantic_color'],
    },
  },
  'Cityscapes, Foggy Cityscapes, Lost and Found, IDD': {
    folders: { image: ['leftimg8bit', 'leftimg8bit_foggy'], label: ['gtfine', 'gtcoarse'] },
    endings: {
      image: [
        '_leftimg8bit',
        ...['0.005', '0.01', '0.02'].map((beta) => `_leftimg8bit_foggy_beta_${beta}`),
      ],
      label: ['gtfine', 'gtcoarse'].flatMap((quality) =>
        ['labelids', 'labeltrainids', 'labelcstrainids'].map((ids) => `_${quality}_${ids}`),
      ),
      rest: ['gtfine', 'gtcoarse'].flatMap((quality) =>
        ['color', 'instanceids', 'instancetrainids', 'labellevel1ids', 'labellevel3ids'].map(
          (other) => `_${quality}_${other}`,
        ),
      ),
    },
  },
  'ACDC, Dark Zurich': {
    folders: { image: ['rgb_anon'] },
    endings: {
      image: ['_rgb_anon'],
      label: ['_gt_labelids', '_gt_labeltrainids'],
      rest: ['_gt_labelcolor', '_gt_invids', '_gt_invgray'],
    },
  },
  'StreetHazards, ADE20K': { folders: { label: ['annotations', 'annotation'] } },
  mmsegmentation: { folders: { image: ['img_dir'], label: ['ann_dir'] } },
  'PASCAL VOC, CVAT': {
    folders: {
      image: ['jpegimages'],
      label: ['segmentationclass', 'segmentationclassaug'],
      instances: ['segmentationobject'],
    },
  },
  'CamVid, of Cambridge and as CVAT writes it': {
    folders: {
      image: ['701_stillsraw_full'],
      label: ['labeledapproved_full', 'trainannot', 'valannot', 'testannot', 'defaultannot'],
    },
  },
  KITTI: {
    folders: { image: ['image_2'], label: ['semantic'], rest: ['semantic_rgb'] },
  },
  MUAD: {
    folders: { label: ['leftlabel'], rest: ['leftdepth'] },
    endings: { label: ['_leftlabel'] },
  },
  'BDD100K, old and new': {
    folders: { rest: ['bitmasks'] },
    endings: { label: ['_train_id'], rest: ['_train_color'] },
  },
  'SOS, WOS, CARLA-WildLife': {
    folders: {
      image: ['raw_data'],
      label: ['semantic_ood'],
      instances: ['instance_ood'],
      rest: ['depth_ood'],
    },
    endings: {
      image: ['_raw_data'],
      label: ['_semantic_ood', '_instance_ood'],
      rest: ['_depth_ood'],
    },
  },
  ApolloScape: { folders: { image: ['colorimage'] } },
  'COCO-Stuff': { folders: { label: ['stuffthingmaps'] } },
};

/** RoadAnomaly as published: `frames/NAME.jpg` and `frames/NAME.labels/labels_semantic.png`. */
export const FRAME_LABELS = /^(.+)\.labels$/i;

const ROLES = new Map(
  Object.values(LAYOUTS).flatMap(({ folders }) =>
    Object.entries(folders).flatMap(([role, names]) =>
      names.map((name) => [name, role as FolderRole] as const),
    ),
  ),
);

/** `train_images`, `masks-val`: a folder that names a part of its set too. */
const PART = '(?:train|training|val|validation|test|testing)';
const WITH_PART = new RegExp(`^(?:(${PART})[-_ ](.+)|(.+)[-_ ](${PART}))$`, 'i');

/** What a folder is for, by its name; null for any other. */
export function folderRole(part: string): FolderRole | null {
  if (FRAME_LABELS.test(part)) return 'label';
  return ROLES.get(part.toLowerCase()) ?? ROLES.get(splitPart(part).name.toLowerCase()) ?? null;
}

/**
 * A folder without what its name says of its role: `images` is nothing, `train_images` is `train`.
 */
export function withoutRole(part: string): string {
  if (folderRole(part) === null) return part;
  return ROLES.has(part.toLowerCase()) ? '' : splitPart(part).part;
}

function splitPart(folder: string): { part: string; name: string } {
  const [, before, after, name, behind] = WITH_PART.exec(folder) ?? [];
  return { part: before ?? behind ?? '', name: after ?? name ?? folder };
}

const endingsOf = (kind: 'image' | 'label' | 'rest') =>
  Object.values(LAYOUTS).flatMap(({ endings }) => endings?.[kind] ?? []);
const longestFirst = (endings: readonly string[]) =>
  [...endings].sort((a, b) => b.length - a.length);

const IMAGE_ENDINGS = longestFirst(endingsOf('image'));
const LABEL_ENDINGS = longestFirst(endingsOf('label'));
const REST_ENDINGS = endingsOf('rest');
const LOOSE_IMAGE_ENDINGS = ['img', 'image', 'rgb'].flatMap((word) => [`_${word}`, `-${word}`]);
const AMONG_LABELS = longestFirst([
  ...LABEL_ENDINGS,
  ...Object.values(LAYOUTS).flatMap(({ endingsAmongLabels = [] }) => endingsAmongLabels),
]);

/** The longest of the endings that a name has, as it is written there; '' without one. */
function endingOf(stem: string, endings: readonly string[]): string {
  const lower = stem.toLowerCase();
  const ending = endings.find((candidate) => lower.endsWith(candidate)) ?? '';
  return stem.slice(stem.length - ending.length);
}

export const imageEnding = (stem: string): string => endingOf(stem, IMAGE_ENDINGS);
export const labelEnding = (stem: string): string => endingOf(stem, LABEL_ENDINGS);
/** What ends the name of a file that lies in a folder of labels. */
export const endingAmongLabels = (stem: string): string => endingOf(stem, AMONG_LABELS);
/** `a_rgb` and `a_img` are pictures of the label `a`, where no label is called so. */
export const looseImageEnding = (stem: string): string => endingOf(stem, LOOSE_IMAGE_ENDINGS);
export const hasRestEnding = (stem: string): boolean => endingOf(stem, REST_ENDINGS) !== '';

/** The number that Fishyscapes puts before the names of its labels. */
const NUMBER_PREFIX = /^\d{4}_/;
export const withoutNumber = (name: string): string => name.replace(NUMBER_PREFIX, '');
