import type { Method } from './define-method';
import { isChoice, type MethodParameter } from './parameters';

/**
 * What a method needs besides its definition; recorded wherever its score is.
 * @param chosen values by parameter id; the others take their defaults, and silent ones are left out
 * then.
 */
export function settingsFor(
  { id, blur, parameters }: Pick<Method, 'id' | 'blur' | 'parameters'>,
  chosen: Readonly<Record<string, number>> = {},
) {
  const given = (parameter: MethodParameter) => chosen[parameter.id] ?? parameter.default;
  const isNamed = (parameter: MethodParameter) =>
    !(isChoice(parameter) && parameter.isSilent && given(parameter) === parameter.default);
  return {
    methodId: id,
    parameters: Object.fromEntries(
      parameters.filter(isNamed).map((parameter) => [parameter.id, given(parameter)]),
    ),
    blur,
  };
}
