/** What channels stand for, as far as their number tells it. */
import { MAPILLARY_NAMES, TRAIN_ID_NAMES } from '#src/core/ground-truth/class-names';
import type { NamedClass } from './card';

/** Cityscapes, `helpers/labels.py`. */
const TRAIN_ID_COLOURS = [
  ...['#804080', '#f423e8', '#464646', '#66669c', '#be9999', '#999999', '#faaa1e', '#dcdc00'],
  ...['#6b8e23', '#98fb98', '#4682b4', '#dc143c', '#ff0000', '#00008e', '#000046', '#003c64'],
  ...['#005064', '#0000e6', '#770b20'],
];

/** Pascal VOC: 0 is the background. */
const VOC_NAMES = [
  ...['background', 'aeroplane', 'bicycle', 'bird', 'boat', 'bottle', 'bus', 'car', 'cat', 'chair'],
  ...['cow', 'dining table', 'dog', 'horse', 'motorcycle', 'person', 'potted plant', 'sheep'],
  ...['sofa', 'train', 'television'],
];

/** CamVid as SegNet reads it; a twelfth is void. */
const CAMVID_NAMES = [
  ...['sky', 'building', 'pole', 'road', 'sidewalk', 'vegetation', 'traffic sign', 'fence', 'car'],
  ...['person', 'rider'],
];

interface ClassList {
  /** For a person. */
  title: string;
  names: readonly string[];
  /** Channels that stand for nothing. */
  leftOut: readonly number[];
}

const LISTS: Readonly<Record<number, ClassList>> = {
  11: { title: '11 classes, as CamVid has', names: CAMVID_NAMES, leftOut: [] },
  12: {
    title: '11 classes and void, as CamVid has',
    names: [...CAMVID_NAMES, 'void'],
    leftOut: [11],
  },
  19: { title: '19 classes, as Cityscapes has', names: TRAIN_ID_NAMES, leftOut: [] },
  20: {
    title: '19 classes and void, as Cityscapes has',
    names: [...TRAIN_ID_NAMES, 'void'],
    leftOut: [19],
  },
  21: { title: '21 classes, as Pascal VOC has', names: VOC_NAMES, leftOut: [] },
  65: {
    title: '65 classes, as Mapillary Vistas has',
    names: MAPILLARY_NAMES.slice(0, 65),
    leftOut: [],
  },
  66: { title: '66 classes, as Mapillary Vistas has', names: MAPILLARY_NAMES, leftOut: [65] },
};

/** The list that a number of channels suggests; null for numbers that many lists have. */
export function usualClasses(count: number): (ClassList & { classes: NamedClass[] }) | null {
  const list = LISTS[count];
  return list ? { ...list, classes: namedClasses(list.names) } : null;
}

/** Names with colours: those of Cityscapes for its classes, else one that no neighbour has. */
export function namedClasses(names: readonly string[]): NamedClass[] {
  return names.map((name, index) => ({ name, colour: colourOf(name, index) }));
}

/** `class 0` to `class n - 1`: no score needs more. */
export function numberedClasses(count: number): NamedClass[] {
  return namedClasses(Array.from({ length: count }, (_, index) => `class ${index}`));
}

/** By which every next hue lies far from the last ones. */
const GOLDEN_ANGLE = 137.508;

function colourOf(name: string, index: number): string {
  const known = TRAIN_ID_NAMES.indexOf(cityscapesName(name));
  if (known >= 0) return TRAIN_ID_COLOURS[known] as string;
  const hue = ((index * GOLDEN_ANGLE) % 360) / 60;
  const lightness = [0.5, 0.65, 0.35][index % 3] as number;
  const chroma = (1 - Math.abs(2 * lightness - 1)) * 0.65;
  const channel = (shift: number) => {
    const position = (hue + shift) % 6;
    const share = Math.min(Math.max(Math.abs(position - 3) - 1, 0), 1);
    return Math.round((lightness + chroma * (share - 0.5)) * 255);
  };
  const digits = [0, 4, 2].map((shift) => channel(shift).toString(16).padStart(2, '0'));
  return `#${digits.join('')}`;
}

/** Train ids of Cityscapes by what other lists call the class. */
const SAME_AS: Readonly<Record<string, string>> = {
  pedestrian: 'person',
  bicyclist: 'rider',
  motorcyclist: 'rider',
  motorbike: 'motorcycle',
  pavement: 'sidewalk',
  tree: 'vegetation',
  'lane marking': 'road',
  'crosswalk marking': 'road',
  'road line': 'road',
  'traffic sign, front': 'traffic sign',
  'on rails': 'train',
};

/** What Cityscapes calls a class, however its name is written: `Traffic_Light`, `pavement`. */
export function cityscapesName(name: string): string {
  const plain = name.toLowerCase().replace(/[_-]/g, ' ').trim();
  return SAME_AS[plain] ?? plain;
}

/**
 * The Cityscapes train id of each class, by its name; null where it is none of them. Null as a whole
 * where no road is among them: the list is another one.
 */
export function trainIdsOf(classes: readonly Pick<NamedClass, 'name'>[]): (number | null)[] | null {
  const ids = classes.map(({ name }) => {
    const index = TRAIN_ID_NAMES.indexOf(cityscapesName(name));
    return index < 0 ? null : index;
  });
  return ids.includes(0) ? ids : null;
}
