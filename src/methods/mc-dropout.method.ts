import { comparator } from './base';
import { defineMethod } from './define-method';
import type { MethodParameter } from './parameters';

const parameters: MethodParameter[] = [
  {
    id: 'statistic',
    title: 'Statistic',
    of: 'score',
    choices: [
      { value: 0, title: 'Mutual information' },
      { value: 1, title: 'Predictive entropy' },
      { value: 2, title: 'Expected entropy' }, // in the order of DROPOUT_STATISTICS
    ],
    default: 0,
    hint: 'Mutual information is the predictive entropy less the expected one. The default threshold belongs to it.',
  },
  {
    id: 'passes',
    title: 'Passes',
    of: 'score',
    default: 16,
    min: 2,
    max: 64,
    step: 1,
    whole: true,
  },
  { id: 'dropRate', title: 'Drop rate p', of: 'score', default: 0.2, min: 0, max: 0.9, step: 0.05 },
  {
    id: 'seed',
    title: 'Seed',
    of: 'score',
    default: 1,
    min: 0,
    max: 9999,
    step: 1,
    whole: true,
    hint: 'Another seed draws other masks.',
  },
];

export default defineMethod({
  ...comparator,
  id: 'mc-dropout',
  title: 'Monte Carlo dropout',
  shortTitle: 'MC dropout',
  summary:
    'How much the classes disagree when random feature channels are dropped before the classifier, pass after pass. The base network was not trained with dropout and only its last layer sees it, so this approximates the published method.',
  formula: 'H(meanₜ pₜ) − meanₜ H(pₜ), / ln 19',
  paper: {
    title: 'Dropout as a Bayesian Approximation: Representing Model Uncertainty in Deep Learning',
    authors: 'Gal and Ghahramani',
    year: 2016,
    url: 'https://arxiv.org/abs/1506.02142',
  },
  label: 'approximation',
  unit: 'fraction of ln 19',
  range: { min: 0, max: 1 },
  displayRange: { min: 0, max: 0.2 },
  score: { reads: 'features', fitted: 'mc-dropout' },
  parameters,
});
