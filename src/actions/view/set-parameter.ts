import { isAllowed, rescaledBy } from '#src/methods/parameters';
import { findMethod } from '#src/methods/registry';
import { getState, patchView } from '#src/store/store';

/**
 * Sets a parameter of a method; values that it does not allow are ignored. The analysis follows
 * once the value has settled. A threshold stays at the same pixels where the score is put in other numbers.
 */
export function setParameter(methodId: string, parameterId: string, value: number): void {
  const all = findMethod(methodId)?.parameters ?? [];
  const parameter = all.find(({ id }) => id === parameterId);
  if (!parameter || !isAllowed(parameter, value)) return;
  const { parameters, thresholds } = getState().view;
  const { [parameterId]: _before, ...others } = parameters[methodId] ?? {};
  const changed = value === parameter.default ? others : { ...others, [parameterId]: value };
  const { [methodId]: _method, ...ofOthers } = parameters;
  const threshold = thresholds[methodId];
  const [before, after] = [rescaledBy(all, parameters[methodId]), rescaledBy(all, changed)];
  const carried = (score: number) => {
    if (before === after) return score;
    const first = before ? before.back(score) : score;
    return after ? after.from(first) : first;
  };
  // Only what differs from the defaults is kept, so that links stay short.
  patchView({
    parameters: Object.keys(changed).length === 0 ? ofOthers : { ...ofOthers, [methodId]: changed },
    ...(threshold === undefined
      ? {}
      : { thresholds: { ...thresholds, [methodId]: carried(threshold) } }),
  });
}
