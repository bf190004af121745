import { baseMethods, LARGEST_UNCERTAINTY } from './base';
import { defineMethod } from './define-method';
import { TEMPERATURE } from './parameters';

export default defineMethod({
  ...baseMethods,
  id: 'msp',
  title: 'Maximum softmax probability',
  shortTitle: 'MSP',
  summary:
    'How far the winning class is from certainty. The simplest baseline: it also rises on every border between two known classes.',
  formula: '1 − maxₖ pₖ',
  paper: {
    title:
      'A Baseline for Detecting Misclassified and Out-of-Distribution Examples in Neural Networks',
    authors: 'Hendrycks and Gimpel',
    year: 2017,
    url: 'https://arxiv.org/abs/1610.02136',
  },
  unit: 'probability',
  range: { min: 0, max: LARGEST_UNCERTAINTY },
  score: { logits: 'logits', kind: 'msp' },
  parameters: [TEMPERATURE],
  blur: false,
});
