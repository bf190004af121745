import { comparator, LARGEST_UNCERTAINTY } from './base';
import { defineMethod } from './define-method';
import { TEMPERATURE } from './parameters';

/** That of the SegmentMeIfYouCan toolkit. */
const PUBLISHED_TEMPERATURE = 3;

export default defineMethod({
  ...comparator,
  id: 'odin',
  title: 'ODIN, temperature only',
  shortTitle: 'ODIN',
  summary:
    'MSP with logits divided by a temperature, so that the runners-up count for more. The published method also moves the picture a small step along the gradient of the network, which is left out here: the runtime in the browser computes no gradients.',
  formula: '1 − maxₖ softmax(z / T)ₖ',
  paper: {
    title: 'Enhancing The Reliability of Out-of-distribution Image Detection in Neural Networks',
    authors: 'Liang, Li and Srikant',
    year: 2018,
    url: 'https://arxiv.org/abs/1706.02690',
  },
  label: 'approximation',
  unit: 'probability',
  range: { min: 0, max: LARGEST_UNCERTAINTY },
  score: { logits: 'logits', kind: 'msp' },
  parameters: [{ ...TEMPERATURE, default: PUBLISHED_TEMPERATURE }],
});
