import { comparator } from './base';
import { defineMethod } from './define-method';

export default defineMethod({
  ...comparator,
  id: 'sml',
  title: 'Standardised max logit',
  shortTitle: 'Std. max logit',
  summary:
    'Max logit after each predicted class got its own zero and its own unit: the mean and the spread that this class had on the training pictures. A class that is always weak no longer looks unknown. The smoothing along borders of the published method is left out.',
  formula: '−(maxₖ zₖ − μ_c) / σ_c,  c = argmaxₖ zₖ',
  paper: {
    title:
      'Standardized Max Logits: A Simple yet Effective Approach for Identifying Unexpected Road Obstacles',
    authors: 'Jung et al.',
    year: 2021,
    url: 'https://arxiv.org/abs/2107.11264',
  },
  label: 'approximation',
  unit: 'standard deviations',
  range: { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
  score: { reads: 'logits', fitted: 'sml' },
  parameters: [],
});
