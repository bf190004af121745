import { baseMethods } from './base';
import { defineMethod } from './define-method';
import { TEMPERATURE } from './parameters';

export default defineMethod({
  ...baseMethods,
  id: 'energy',
  title: 'Free energy',
  shortTitle: 'Energy',
  summary:
    'How little evidence there is for all classes together: the negative log-sum-exp of the logits. A soft version of max logit, with a temperature.',
  formula: '−T · ln Σₖ exp(zₖ / T)',
  paper: {
    title: 'Energy-based Out-of-distribution Detection',
    authors: 'Liu et al.',
    year: 2020,
    url: 'https://arxiv.org/abs/2010.03759',
  },
  unit: 'nat',
  range: { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
  score: { logits: 'logits', kind: 'energy' },
  parameters: [TEMPERATURE],
  blur: false,
});
