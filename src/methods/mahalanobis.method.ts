import { comparator } from './base';
import { defineMethod } from './define-method';

export default defineMethod({
  ...comparator,
  id: 'mahalanobis',
  title: 'Mahalanobis distance',
  shortTitle: 'Mahalanobis',
  summary:
    'How far the features before the classifier lie from the nearest of the 19 class means of the training pictures, in units of the spread within classes. All classes share one covariance here; the published benchmark code has one per class.',
  formula: 'min_c ‖W (f − μ_c)‖²,  WᵀW = Σ⁻¹',
  paper: {
    title:
      'A Simple Unified Framework for Detecting Out-of-Distribution Samples and Adversarial Attacks',
    authors: 'Lee et al.',
    year: 2018,
    url: 'https://arxiv.org/abs/1807.03888',
  },
  label: 'approximation',
  unit: 'squared distance',
  range: { min: 0, max: Number.POSITIVE_INFINITY },
  score: { reads: 'features', fitted: 'mahalanobis' },
  parameters: [],
});
