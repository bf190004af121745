import type { FittedMetaModel } from '#src/core/meta/meta-model';
import type { Calibration } from './calibration';
import data from './data/max-entropy.calibration.json';
import meta from './data/max-entropy.meta.json';
import { defineMethod } from './define-method';
import { TEMPERATURE } from './parameters';

export default defineMethod({
  id: 'max-entropy',
  group: 'outlier-exposure',
  title: 'Maximised entropy',
  summary:
    'Softmax entropy of a decoder of its own on the frozen encoder, fine-tuned to spread its probabilities over all classes wherever it saw an unknown object. The formula is that of softmax entropy, so what differs between the two is what the training brought.',
  formula: '−Σₖ pₖ ln pₖ / ln 19',
  paper: {
    title:
      'Entropy Maximization and Meta Classification for Out-of-Distribution Detection in Semantic Segmentation',
    authors: 'Chan, Rottmann and Gottschalk',
    year: 2021,
    url: 'https://arxiv.org/abs/2012.06575',
  },
  label: 're-trained small',
  unit: 'fraction of ln 19',
  range: { min: 0, max: 1 },
  model: 'max-entropy',
  score: { logits: 'logits', kind: 'entropy' },
  parameters: [TEMPERATURE],
  blur: false,
  presets: [{ title: 'Threshold of the paper', threshold: 0.7 }],
  meta: meta satisfies FittedMetaModel,
  calibration: data satisfies Calibration,
});
