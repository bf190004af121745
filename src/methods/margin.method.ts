import { baseMethods } from './base';
import { defineMethod } from './define-method';
import { TEMPERATURE } from './parameters';

export default defineMethod({
  ...baseMethods,
  id: 'margin',
  title: 'Probability margin',
  shortTitle: 'Margin',
  summary:
    'How close the runner-up comes to the winning class. It is highest where exactly two classes compete, so it draws class borders most of all.',
  formula: '1 − p₍₁₎ + p₍₂₎',
  paper: {
    title:
      'Entropy Maximization and Meta Classification for Out-of-Distribution Detection in Semantic Segmentation',
    authors: 'Chan, Rottmann and Gottschalk',
    year: 2021,
    url: 'https://arxiv.org/abs/2012.06575',
  },
  unit: 'probability',
  range: { min: 0, max: 1 },
  score: { logits: 'logits', kind: 'margin' },
  parameters: [TEMPERATURE],
  blur: false,
});
