/** Every method of the page, in the order of its list: a new one belongs here. */
export const METHODS = [
  'msp',
  'max-logit',
  'entropy',
  'energy',
  'margin',
  'odin',
  'mahalanobis',
  'mc-dropout',
  'sml',
  'dmlnet',
  'max-entropy',
  'rpl',
  'vl4ad',
  's2m',
];
