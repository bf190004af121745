/** What a person may change of S2M: where the boxes come from, and which are kept. */
import type { ChoiceParameter, NumberParameter } from './parameters';
import rpl from './rpl.method';
import { SOURCES } from './sources';

export const SOURCE: ChoiceParameter = {
  id: 'source',
  title: 'Source score',
  of: 'score',
  choices: SOURCES.map(({ title, shortTitle = title }, value) => ({ value, title: shortTitle })),
  default: SOURCES.indexOf(rpl), // of the scores tried on the held-out composites the one with the best masks
  hint: 'The score that the boxes are drawn around, with its parameters at their defaults.',
};

export const BOX_SCORE: NumberParameter = {
  id: 'boxScore',
  title: 'Least box score',
  of: 'score',
  default: 0.05,
  min: 0.05,
  max: 1,
  step: 0.05,
  hint: 'Boxes that the generator is less sure of are left out.',
};

/** Non-maximum suppression: intersection over union of two boxes. */
export const BOX_OVERLAP: NumberParameter = {
  id: 'boxOverlap',
  title: 'Largest box overlap (NMS)',
  of: 'score',
  default: 0.5,
  min: 0,
  max: 1,
  step: 0.05,
  hint: 'Of two boxes with a larger intersection over union only the surer one is kept.',
};
