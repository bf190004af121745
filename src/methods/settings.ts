import type { Method } from './define-method';

/**
 * What a method needs besides its definition; recorded wherever its score is.
 * @param chosen values by parameter id; the others take their defaults.
 */
export function settingsFor(
  { id, blur, parameters }: Pick<Method, 'id' | 'blur' | 'parameters'>,
  chosen: Readonly<Record<string, number>> = {},
) {
  return {
    methodId: id,
    parameters: Object.fromEntries(
      parameters.map((parameter) => [parameter.id, chosen[parameter.id] ?? parameter.default]),
    ),
    blur,
  };
}
