import { baseMethods } from './base';
import { defineMethod } from './define-method';

export default defineMethod({
  ...baseMethods,
  id: 'max-logit',
  title: 'Max logit',
  summary:
    'How weak the strongest class response is, before the softmax. Two classes that both respond strongly do not raise it, so borders stay quieter.',
  formula: '−maxₖ zₖ',
  paper: {
    title: 'Scaling Out-of-Distribution Detection for Real-World Settings',
    authors: 'Hendrycks et al.',
    year: 2022,
    url: 'https://arxiv.org/abs/1911.11132',
  },
  unit: 'logit',
  range: { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
  score: { logits: 'logits', kind: 'max-logit' },
  parameters: [],
  blur: false,
});
