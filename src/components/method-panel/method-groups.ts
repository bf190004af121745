import { METHOD_GROUPS, type MethodGroup } from '#src/methods/define-method';
import { availableMethods, type MethodInfo } from '#src/store/method-info';
import type { PictureResult } from '#src/store/results-slice';

const TITLES: Record<MethodGroup, string> = {
  'base-network': 'From the base network',
  comparators: 'Published comparators on it',
  'known-objects': 'Re-trained on known objects',
  'outlier-exposure': 'Trained with outlier exposure',
  words: 'Answers to words',
  'whole-objects': 'Whole objects from any score',
  'own-network': 'Your own network',
};

/**
 * The methods by what their network was trained with; those of files come last. Empty groups are
 * left out.
 */
export function methodGroups(
  result: PictureResult | null,
): { title: string; members: MethodInfo[] }[] {
  const all = availableMethods(result);
  const builtIn = METHOD_GROUPS.map((group) => ({
    title: TITLES[group],
    members: all.filter(({ method }) => method?.group === group),
  }));
  const imported = {
    title: 'Imported scores',
    members: all.filter(({ method }) => method === null),
  };
  return [...builtIn, imported].filter(({ members }) => members.length > 0);
}
