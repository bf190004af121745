import type { Calibration } from './calibration';
import data from './data/vl4ad.calibration.json';
import { defineMethod } from './define-method';
import type { ChoiceParameter, NumberParameter } from './parameters';

const SCORE: ChoiceParameter = {
  id: 'score',
  title: 'Score',
  of: 'score',
  choices: [
    { value: 0, title: 'u = −p' },
    {
      value: 1,
      title: '−log p',
      rescaled: {
        unit: 'nat',
        range: { min: 0, max: Number.POSITIVE_INFINITY },
        displayRange: { min: 0, max: 5 },
        from: (u) => -Math.log(Math.max(-u, Number.MIN_VALUE)),
        back: (surprise) => -Math.exp(-surprise),
      },
    },
  ],
  default: 0,
  hint: 'Both put pixels in one order; −log p still tells them apart where p is all but 1.',
};

/** The default is that of the tables of words: the likeliest on validation cities. */
const TEMPERATURE: NumberParameter = {
  id: 'temperature',
  title: 'Temperature',
  of: 'score',
  default: 0.0342,
  min: 0.005,
  max: 10,
  step: 0.0001,
  isLogarithmic: true,
  hint: 'Divides the cosines before the softmax. The default makes the labels of validation cities likeliest; large: all classes alike, small: the nearest word alone.',
};

export default defineMethod({
  id: 'vl4ad',
  group: 'words',
  title: 'Words (VL4AD-style)',
  shortTitle: 'VL4AD-style',
  summary:
    'How little a pixel is like any word of the known classes, beside words that are looked for: add words, merge classes, no training. Built after the paper’s description, since it has no public code or weights, and smaller: the frozen encoder knows ImageNet’s classes, not texts as CLIP does; texts come from a sentence encoder, fitted to that network’s classifier; cosines are those of single cells, not of mask queries; the decoder is small. Ours are the “strict” lists and calibrated prompts. It was shown no outliers as such, but named objects of COCO and ImageNet.',
  formula: '−max { pₖ : k known },  p = softmax(maxⱼ cos(v, tₖⱼ) / T)',
  paper: {
    title: 'VL4AD: Vision-Language Models Improve Pixel-wise Anomaly Detection',
    authors: 'Zhong et al.',
    year: 2024,
    url: 'https://arxiv.org/abs/2409.17330',
  },
  label: 'approximation',
  unit: '−p',
  range: { min: -1, max: 0 },
  model: 'vision-language',
  alsoNeeds: ['similarity'],
  score: { logits: 'logits', kind: 'vl4ad', kinds: ['vl4ad', 'vl4ad-log'] },
  answersToWords: true,
  parameters: [SCORE, TEMPERATURE],
  blur: false,
  calibration: data satisfies Calibration,
});
