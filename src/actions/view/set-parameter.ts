import { isAllowed } from '#src/methods/parameters';
import { findMethod } from '#src/methods/registry';
import { getState, patchView } from '#src/store/store';

/**
 * Sets a parameter of a method; values that it does not allow are ignored. The analysis follows
 * once the value has settled.
 */
export function setParameter(methodId: string, parameterId: string, value: number): void {
  const parameter = findMethod(methodId)?.parameters.find(({ id }) => id === parameterId);
  if (!parameter || !isAllowed(parameter, value)) return;
  const { parameters } = getState().view;
  const { [parameterId]: _before, ...others } = parameters[methodId] ?? {};
  const changed = value === parameter.default ? others : { ...others, [parameterId]: value };
  const { [methodId]: _method, ...ofOthers } = parameters;
  // Only what differs from the defaults is kept, so that links stay short.
  patchView({
    parameters: Object.keys(changed).length === 0 ? ofOthers : { ...ofOthers, [methodId]: changed },
  });
}
