import { findMethod, modelOf } from './registry';
import { sourceOf } from './sources';

/**
 * Id of the network whose classes go with a method's score: its own, that of its source score, or
 * the base network for an imported one.
 */
export function classesModelOf({
  methodId,
  parameters,
}: {
  methodId: string;
  parameters: Readonly<Record<string, number>>;
}): string {
  const method = findMethod(methodId);
  return method && 'prompted' in method.score ? sourceOf(parameters).model : modelOf(methodId);
}
