/** The classes and prompts that the page begins with (methods.md 6.3). */
import type { Concept, Vocabulary, WordClass } from './vocabulary';

/** FC-CLIP's concepts of the Cityscapes classes, in the order of the classes. */
const FC_CLIP_LISTS: readonly (readonly [name: string, concepts: string])[] = [
  ['road', 'road, railroad'],
  ['sidewalk', 'sidewalk, pavement'],
  ['building', 'building, buildings, edifice, edifices, house, ceiling'],
  ['wall', 'wall, walls, brick wall, stone wall, tile wall, wood wall'],
  ['fence', 'fence, fences'],
  ['pole', 'pole, poles'],
  ['traffic light', 'traffic light, traffic lights'],
  ['traffic sign', 'traffic sign, stop sign'],
  ['vegetation', 'vegetation, tree, trees, palm tree, bushes'],
  ['terrain', 'terrain, river, sand, sea, snow, water, mountain, grass, dirt, rock'],
  ['sky', 'sky, clouds'],
  ['person', 'person'],
  ['rider', 'rider'],
  ['car', 'car, cars'],
  ['truck', 'truck, trucks'],
  ['bus', 'bus, buses'],
  ['train', 'train, trains, locomotive, locomotives, freight train'],
  ['motorcycle', 'motorcycle, motorcycles'],
  ['bicycle', 'bicycle, bicycles, bike, bikes'],
];

/** In FC-CLIP's lists of known classes, although each may lie on a road as something unknown. */
const MAY_BE_UNKNOWN = ['railroad', 'ceiling', 'snow', 'water', 'rock'];

const conceptsOf = (words: string): Concept[] => words.split(', ').map((word) => ({ word }));

const fcClip: readonly WordClass[] = FC_CLIP_LISTS.map(([name, words]) => ({
  name,
  concepts: conceptsOf(words),
}));

/** The class lists, by the name of the preset. With `strict`, a boulder on a road is not terrain. */
export const CLASS_LISTS: Readonly<Record<'strict' | 'fc-clip', readonly WordClass[]>> = {
  strict: fcClip.map(({ name, concepts }) => ({
    name,
    concepts: concepts.filter(({ word }) => !MAY_BE_UNKNOWN.includes(word)),
  })),
  'fc-clip': fcClip,
};
export type ClassList = keyof typeof CLASS_LISTS;

/** The seven categories of Cityscapes, as merges of its classes. */
export const CATEGORIES: readonly { name: string; classes: readonly string[] }[] = [
  { name: 'flat', classes: ['road', 'sidewalk'] },
  { name: 'construction', classes: ['building', 'wall', 'fence'] },
  { name: 'object', classes: ['pole', 'traffic light', 'traffic sign'] },
  { name: 'nature', classes: ['vegetation', 'terrain'] },
  { name: 'sky', classes: ['sky'] },
  { name: 'human', classes: ['person', 'rider'] },
  { name: 'vehicle', classes: ['car', 'truck', 'bus', 'train', 'motorcycle', 'bicycle'] },
];

/** What a person may look for at first; all of it is switched off. */
const PROMPTS =
  'caravan, trailer, tractor, animal, dog, cow, sheep, deer, boulder, traffic cone, box, tire, trash bag, ' +
  'plastic bag, stroller, helicopter, airplane, boat, sofa, toy, ball, suitcase';

export const DEFAULT_VOCABULARY: Vocabulary = {
  classes: CLASS_LISTS.strict,
  merges: [],
  prompts: conceptsOf(PROMPTS).map((concept) => ({ ...concept, off: true })),
  ensemble: true,
  calibrated: true,
  alpha: 0.005,
};
