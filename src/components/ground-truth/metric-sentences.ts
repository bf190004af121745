/** What each number means, in the sentence that is shown beside it. */
export const METRIC_SENTENCES = {
  AP: 'Average precision: the sum of precision times the step in recall over all thresholds, equal scores together. A random score gets the prior.',
  AUROC:
    'Area under the ROC curve: how often an anomalous pixel scores higher than a normal one, ties counted half.',
  FPR95:
    'Share of the normal pixels that are flagged at the highest threshold that finds at least 95 % of the anomalous ones. Lower is better.',
  bestF1: 'The highest pixel F1 over all thresholds.',
  prior: 'Share of the anomalous among all pixels that are not ignored.',
  IoU: 'True positives / (true positives + false positives + false negatives), in pixels.',
  F1: '2 × true positives / (2 × true positives + false positives + false negatives), in pixels.',
  precision: 'Share of the flagged pixels that are anomalous.',
  recall: 'Share of the anomalous pixels that are flagged.',
  sIoU: 'Mean over the true components: overlap with the predicted components that touch it / union with them, without what they share with other true components.',
  PPV: 'Mean over the predicted components: share of its pixels that are anomalous.',
  componentF1:
    'F1 of components found with sIoU of at least τ against components with PPV below τ, mean over τ = 0.25, 0.30 … 0.75 (SegmentMeIfYouCan; score > threshold).',
  mIoU: 'Mean IoU over the classes that the label holds.',
  accuracy: 'Share of the pixels, ignored ones left out, whose class is right.',
} as const;
