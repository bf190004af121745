import type { LabelEncoding } from '#src/core/ground-truth/encodings';

/** What the values of a label stand for, one plain line each. */
export const ENCODING_WORDS: Record<LabelEncoding, string> = {
  'anomaly-1': '0 = normal, 1 = anomaly, 255 = ignored',
  'anomaly-2': '0 = normal, 2 = anomaly, 255 = ignored',
  'anomaly-254': '0 = normal, 254 = anomaly, 255 = ignored',
  'anomaly-1-2': '0 = normal, 1 and 2 = anomaly, 255 = ignored',
  'mask-255': '0 = normal, 255 = anomaly',
  'lost-and-found': '0 and 255 = ignored, 1 = road, from 2 = anomaly',
  'train-ids': 'Cityscapes train ids (19 classes)',
  'label-ids': 'Cityscapes label ids (19 classes)',
  'open-map': 'Open map: train ids, 19 = unknown, from 20 = learnt classes',
};
