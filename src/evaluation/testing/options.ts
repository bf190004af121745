import type { EvaluationOptions } from '#src/evaluation/types';

/** Two scores of the base network on whole pictures, without a choice of labels. */
export const OPTIONS: EvaluationOptions = {
  settings: ['entropy', 'max-logit'].map((methodId) => ({ methodId, parameters: {}, blur: false })),
  models: ['base'],
  longSide: 768,
  filters: { minPredicted: 2, minGroundTruth: 0 },
  closedSet: false,
  labels: { as: null, anomaly: null, ignore: null, names: {} },
  shard: null,
};
