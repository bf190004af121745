import type { Calibration } from './calibration';
import data from './data/dmlnet.calibration.json';
import { defineMethod } from './define-method';
import type { ChoiceParameter, NumberParameter } from './parameters';

const MIX = 2;

const SCORE: ChoiceParameter = {
  id: 'score',
  title: 'Score',
  of: 'score',
  choices: [
    { value: 0, title: 'EDS' },
    { value: 1, title: 'MMSP' },
    { value: MIX, title: 'Mix' },
  ],
  default: 0,
  hint: 'EDS: distances to all prototypes. MMSP: 1 − maxₖ pₖ of this network. Mix: EDS where it is above γ, MMSP below. The default threshold is that of EDS.',
};

/** The weight of EDS in the mix, 1 / (1 + exp(−β (EDS − γ))), with the defaults of the paper. */
const BETA: NumberParameter = {
  id: 'beta',
  title: 'Steepness β',
  of: 'score',
  default: 20,
  min: 0,
  max: 50,
  step: 1,
  hint: '0 mixes both scores equally.',
  onlyWith: { id: 'score', value: MIX },
};

const GAMMA: NumberParameter = {
  id: 'gamma',
  title: 'Centre γ',
  of: 'score',
  default: 0.8,
  min: 0,
  max: 1.5,
  step: 0.05,
  hint: 'At 1.5 practically only MMSP is left.',
  onlyWith: { id: 'score', value: MIX },
};

export default defineMethod({
  id: 'dmlnet',
  group: 'known-objects',
  title: 'Deep metric learning',
  shortTitle: 'DMLNet',
  summary:
    'How close a pixel stays to the middle between all class prototypes, in an embedding trained to gather every class at its own. The network is the upper half of the base decoder, fine-tuned, and was shown no unknown object. Fixed bounds replace the scaling per picture of the paper, so that pictures can be compared.',
  formula: '1 − clamp((Σₖ |f − 3eₖ|² − 162) / 162, 0, 1), f = z / 6',
  paper: {
    title: 'Deep Metric Learning for Open World Semantic Segmentation',
    authors: 'Cen et al.',
    year: 2021,
    url: 'https://arxiv.org/abs/2108.04562',
  },
  label: 're-trained small',
  unit: 'fraction',
  range: { min: 0, max: 1 },
  model: 'dmlnet',
  score: { logits: 'logits', kind: 'eds', kinds: ['eds', 'msp', 'eds-mix'] },
  metricHead: true,
  parameters: [SCORE, BETA, GAMMA],
  blur: false,
  calibration: data satisfies Calibration,
});
