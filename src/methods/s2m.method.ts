import { defineMethod } from './define-method';
import { BOX_OVERLAP, BOX_SCORE, SOURCE } from './prompting';

export default defineMethod({
  id: 's2m',
  group: 'whole-objects',
  title: 'Score to mask',
  shortTitle: 'S2M',
  summary:
    'Whole objects instead of pixels: a small detector that sees only another method’s score draws boxes around what stands out, and a promptable segmenter draws the object of each box in the picture. A pixel takes the score of its box, the highest where masks overlap, and 0 outside. Generator and segmenter are small and trained for this project; the published system uses Faster R-CNN and SAM.',
  formula: 'max { score(b) : pixel ∈ mask(b) }',
  paper: {
    title: 'Region Every Out-of-Distribution Object',
    authors: 'Zhao et al.',
    year: 2024,
    url: 'https://arxiv.org/abs/2311.16516',
  },
  label: 're-trained small',
  unit: 'box score',
  range: { min: 0, max: 1 },
  model: 'mask-decoder',
  alsoNeeds: ['prompt-generator', 'mask-encoder'],
  score: { prompted: true },
  onDemand: true,
  parameters: [SOURCE, BOX_SCORE, BOX_OVERLAP],
  blur: false,
  calibration: null,
});
