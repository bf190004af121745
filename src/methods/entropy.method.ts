import { baseMethods } from './base';
import { defineMethod } from './define-method';
import { TEMPERATURE } from './parameters';

export default defineMethod({
  ...baseMethods,
  id: 'entropy',
  title: 'Softmax entropy',
  shortTitle: 'Entropy',
  summary:
    'How evenly the probability spreads over all 19 classes, as a fraction of the largest possible spread. Unlike MSP it tells a doubt between two classes from a doubt between many.',
  formula: '−Σₖ pₖ ln pₖ / ln 19',
  paper: {
    title:
      'Entropy Maximization and Meta Classification for Out-of-Distribution Detection in Semantic Segmentation',
    authors: 'Chan, Rottmann and Gottschalk',
    year: 2021,
    url: 'https://arxiv.org/abs/2012.06575',
  },
  unit: 'fraction of ln 19',
  range: { min: 0, max: 1 },
  score: { logits: 'logits', kind: 'entropy' },
  parameters: [TEMPERATURE],
  blur: false,
});
