import { FEATURE_NAMES } from './feature-names';

const SIZES: Record<string, string> = {
  S: 'area',
  S_in: 'inner area',
  S_bd: 'boundary length',
  S_rel: 'area/boundary',
  S_rel_in: 'inner area/boundary',
  mean_x: 'row of the centre',
  mean_y: 'column of the centre',
};
const MAPS: Record<string, string> = { E: 'entropy', D: 'margin', V: '1 − p₁' };
const PARTS: Record<string, string> = {
  '': '',
  _in: ', inner',
  _bd: ', boundary',
  _rel: ' × area/boundary',
  _rel_in: ', inner × area/boundary',
};

/** The name of a feature in words. @param classNames `[19]`, or none while they are not known. */
export function featureWords(name: string, classNames: readonly string[]): string {
  if (SIZES[name]) return SIZES[name];
  const [, kind, classIndex] = /^(cprob|ndist)(\d+)$/.exec(name) ?? [];
  if (kind)
    return `${classNames[Number(classIndex)] ?? `class ${classIndex}`} ${kind === 'cprob' ? 'within' : 'around'}`;
  const [, map = '', variance, part = ''] = /^([EDV])(_var)?(_\w+)?$/.exec(name) ?? [];
  return `${MAPS[map]}${variance ? ' variance' : ''}${PARTS[part]}`;
}

export interface Reason {
  /** Null: all others together. */
  feature: string | null;
  /** To the log-odds of a false positive. */
  contribution: number;
}

/** The `count` largest contributions `[75]`, largest first, and the rest as one. */
export function largestReasons(contributions: readonly number[], count: number): Reason[] {
  const sorted = contributions
    .map((contribution, f): Reason => ({ feature: FEATURE_NAMES[f] as string, contribution }))
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const rest = sorted.slice(count).reduce((sum, { contribution }) => sum + contribution, 0);
  return [...sorted.slice(0, count), { feature: null, contribution: rest }];
}
