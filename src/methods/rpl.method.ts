import type { Calibration } from './calibration';
import data from './data/rpl.calibration.json';
import { defineMethod } from './define-method';
import { GAMMA } from './parameters';

export default defineMethod({
  id: 'rpl',
  group: 'outlier-exposure',
  title: 'Residual pattern learning',
  shortTitle: 'RPL',
  summary:
    'Free energy after a trained block has added a residual r to the features d of the frozen base network, which takes the evidence for all classes away where it sees something unknown. The predicted classes stay those of the base network.',
  formula: '−ln Σₖ exp f(d + γ r)ₖ, blurred 7 × 7',
  paper: {
    title:
      'Residual Pattern Learning for Pixel-wise Out-of-Distribution Detection in Semantic Segmentation',
    authors: 'Liu et al.',
    year: 2023,
    url: 'https://arxiv.org/abs/2211.14512',
  },
  label: 're-trained small',
  unit: 'nat',
  range: { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
  model: 'rpl',
  score: { logits: 'rplLogits', kind: 'energy' },
  parameters: [GAMMA],
  blur: true,
  residualNorm: { displayRange: { min: 0, max: 100 } },
  calibration: data satisfies Calibration,
});
