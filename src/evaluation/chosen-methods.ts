import { AnomalensError } from '#src/core/errors';
import type { EvaluationOptions } from '#src/evaluation/types';
import { baseRoad } from '#src/methods/base-road';
import { methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { ModelSummary } from '#src/workers/protocol';

/** Ids of all methods whose network the manifest holds. */
export function availableMethodIds(models: readonly ModelSummary[]): string[] {
  return methods.filter(({ model }) => models.some(({ id }) => id === model)).map(({ id }) => id);
}

/**
 * Settings and networks of an evaluation. Labels of classes are compared with those of one network: the methods' own.
 * @param ids empty for a closed-set evaluation: the base network's classes.
 * @throws AnomalensError `method-unknown`, `option-invalid` for a closed-set evaluation of several networks.
 */
export function chosenMethods(ids: readonly string[], closedSet: boolean): Pick<EvaluationOptions, 'settings' | 'models'> {
  const chosen = [...new Set(ids)].map(methodById);
  const models = modelsOf(chosen.length > 0 ? chosen : [baseRoad]);
  if (closedSet && models.length > 1) {
    const names = models.join(', ');
    throw new AnomalensError('option-invalid', `Classes are compared network by network: choose methods of one of ${names}.`);
  }
  return { settings: chosen.map((method) => settingsFor(method)), models };
}
