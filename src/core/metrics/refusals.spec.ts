import { expect, it } from 'vitest';
import { componentCounts } from './component-metrics';
import { ConfusionMatrix } from './confusion';
import { imageHistogram } from './image-histogram';
import { maskCurve } from './mask-curve';
import { orderedKey } from './ordered-float';
import { ScoreHistogram } from './score-histogram';
import { coarsen, unpackSparse } from './sparse-histogram';
import { countConfusion } from './threshold-metrics';

const [ONE, TWO] = [Float32Array.of(1), Float32Array.of(1, 2)];
const [NORMAL, BOTH] = [Uint8Array.of(0), Uint8Array.of(0, 1)];
const SCORE_SIZE = 'The score has 1 pixels, but its ground truth 2.';
const PREDICTION_SIZE = 'The prediction has 1 pixels, but its ground truth 2.';
const FILTERS = { minPredicted: 0, minGroundTruth: 0 };
const full = () => {
  const sparse = imageHistogram(ONE, NORMAL);
  sparse.negatives[0] = 0xffffffff;
  const histogram = new ScoreHistogram();
  histogram.merge(sparse);
  return histogram;
};

it.each<[string, () => void, string]>([
  ['score-size', () => imageHistogram(ONE, BOTH), SCORE_SIZE],
  ['score-size', () => maskCurve(ONE, BOTH, [0]), SCORE_SIZE],
  ['score-size', () => countConfusion(ONE, BOTH, 0), SCORE_SIZE],
  ['score-size', () => new ConfusionMatrix(2).add(NORMAL, BOTH), PREDICTION_SIZE],
  [
    'score-size',
    () => componentCounts(new Uint32Array(1), new Uint32Array(2), FILTERS),
    PREDICTION_SIZE,
  ],
  [
    'option-invalid',
    () => new ConfusionMatrix(2).add(BOTH, Uint8Array.of(0, 2)),
    'Class 2 is not one of 0 to 1.',
  ],
  [
    'option-invalid',
    () => new ConfusionMatrix(2).merge(new ConfusionMatrix(3)),
    'Confusion matrices of different numbers of classes cannot be joined.',
  ],
  [
    'option-invalid',
    () => imageHistogram(TWO, Uint8Array.of(0, 2)),
    'The ground truth holds the label 2; only 0, 1 and 255 are known.',
  ],
  [
    'score-unreadable',
    () => imageHistogram(Float32Array.of(NaN), NORMAL),
    'The score holds NaN outside the ignored pixels.',
  ],
  ['score-unreadable', () => orderedKey(NaN), 'A score is not a number.'],
  [
    'option-invalid',
    () => new ScoreHistogram().merge(coarsen(imageHistogram(TWO, BOTH), 16)),
    'The histogram is too coarse to be joined with others.',
  ],
  [
    'option-invalid',
    () => full().add(ONE, NORMAL),
    'More than 4 294 967 295 pixels of one class: evaluate the images in several sets.',
  ],
  [
    'score-unreadable',
    () => unpackSparse(new Uint8Array(3)),
    'The stored histogram is damaged. Delete it and evaluate these images again.',
  ],
])('%s is refused, and a person is told why', (code, refused, message) => {
  expect(refused).toThrow(expect.objectContaining({ code, message }));
});
