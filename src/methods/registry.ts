import { AnomalensError } from '#src/core/errors';
import { SCORE_KINDS } from '#src/gpu/ops/scores/formulas';
import { baseMethods } from './base';
import { METHOD_GROUPS, type Method } from './define-method';

const modules = import.meta.glob<{ default: Method }>('./*.method.ts', { eager: true });

/**
 * First the base network's, in each group in the order of `SCORE_KINDS`, then those with an
 * operation of their own.
 */
function byGroupAndKind(a: Method, b: Method): number {
  const kindOf = ({ score }: Method) =>
    'kind' in score ? SCORE_KINDS.indexOf(score.kind) : SCORE_KINDS.length;
  return (
    METHOD_GROUPS.indexOf(a.group) - METHOD_GROUPS.indexOf(b.group) ||
    kindOf(a) - kindOf(b) ||
    a.id.localeCompare(b.id)
  );
}

/** All methods. A new `*.method.ts` file is found by itself. */
export const methods: readonly Method[] = Object.values(modules)
  .map((module) => module.default)
  .sort(byGroupAndKind);

/**
 * What is missing of methods whose network is calibrated, one sentence each. They work without: the
 * middle of their range is the threshold, and linked thresholds leave them alone.
 */
export function missingQuantiles(
  chosen: readonly Pick<Method, 'id' | 'title' | 'model' | 'calibration' | 'known'>[],
): string[] {
  return chosen
    .filter(({ calibration, known }) => calibration && !known)
    .map(({ id, title, model }) => `${title} (${id}) has no quantiles among those of ${model}.`);
}

for (const sentence of missingQuantiles(methods)) console.warn(sentence);

/** By the id of a network that was opened while the page runs. */
const registered = new Map<string, readonly Method[]>();

/** Makes the methods of a network known, instead of those that it had before; none forgets it. */
export function registerMethods(modelId: string, own: readonly Method[]): void {
  if (own.length > 0) registered.set(modelId, own);
  else registered.delete(modelId);
}

/** Methods of networks that were opened while the page runs. */
export function registeredMethods(): Method[] {
  return [...registered.values()].flat();
}

/** Null for an id that nothing defines, such as that of an imported score. */
export function findMethod(id: string): Method | null {
  return [...methods, ...registeredMethods()].find((method) => method.id === id) ?? null;
}

/** @throws AnomalensError `method-unknown` for an id that nothing defines. */
export function methodById(id: string): Method {
  const method = findMethod(id);
  if (!method) {
    throw new AnomalensError(
      'method-unknown',
      `There is no method "${id}". Known ones: ${[...methods, ...registeredMethods()].map((m) => m.id).join(', ')}.`,
    );
  }
  return method;
}

/**
 * Id of the network that gives a method its classes: its own; of an imported score, which has none,
 * the base network.
 */
export function modelOf(methodId: string): string {
  return findMethod(methodId)?.model ?? baseMethods.model;
}

/**
 * Ids of the networks behind some methods, each once, in the order of the methods. Those of a
 * source score are left out.
 */
export function modelsOf(chosen: readonly Pick<Method, 'model' | 'alsoNeeds'>[]): string[] {
  return [...new Set(chosen.flatMap(({ model, alsoNeeds = [] }) => [model, ...alsoNeeds]))];
}
