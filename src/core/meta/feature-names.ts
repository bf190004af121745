/**
 * The 75 features of a region that meta classification reads (Chan et al. 2021; code of Rottmann
 * et al. 2020), in their order.
 */

/** Cityscapes classes of the networks. */
export const CLASSES = 19;

/** Pixel maps: E entropy / ln 19, D = 1 - p1 + p2 (margin), V = 1 - p1 (variation ratio). */
export const UNCERTAINTIES = ['E', 'D', 'V'] as const;

const ofMap = (map: string) =>
  [
    '',
    '_in',
    '_bd',
    '_rel',
    '_rel_in',
    '_var',
    '_var_in',
    '_var_bd',
    '_var_rel',
    '_var_rel_in',
  ].map((suffix) => map + suffix);
const perClass = (name: string) => Array.from({ length: CLASSES }, (_, j) => `${name}${j}`);

export const FEATURE_NAMES: readonly string[] = [
  ...['S', 'S_in', 'S_bd', 'S_rel', 'S_rel_in'],
  ...UNCERTAINTIES.flatMap(ofMap),
  ...['mean_x', 'mean_y'],
  ...perClass('cprob'),
  ...perClass('ndist'),
];
export const FEATURES = FEATURE_NAMES.length;
