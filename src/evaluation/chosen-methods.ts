import { AnomalensError } from '#src/core/errors';
import type { EvaluationOptions } from '#src/evaluation/types';
import { baseMethods } from '#src/methods/base';
import { classesModelOf } from '#src/methods/classes-model';
import { takesSecondLook } from '#src/methods/looks';
import { LOOKS } from '#src/methods/parameters';
import { findMethod, methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { SOURCES } from '#src/methods/sources';
import type { ModelSummary } from '#src/protocol/models';
import type { MethodSettings } from '#src/protocol/scores';

/** Ids of all methods whose network the manifest holds; with two looks of those that take them. */
export function availableMethodIds(models: readonly ModelSummary[], looks: 1 | 2 = 1): string[] {
  const isThere = (id: string) => models.some((model) => model.id === id);
  return methods
    .filter((method) => networksOf(settingsFor(method)).every(isThere))
    .filter(({ score }) => looks === 1 || takesSecondLook(score))
    .map(({ id }) => id);
}

/**
 * Settings and networks of an evaluation. Labels of classes are compared with those of one network:
 * the methods' own.
 * @param ids empty for a closed-set evaluation: the base network's classes.
 * @param imported ids of methods whose scores come from files.
 * @param source id of the method whose score the boxes of S2M are drawn from; null for its default.
 * @param looks 2: all methods look twice.
 * @throws AnomalensError `method-unknown`, `option-invalid` for a closed-set evaluation of several
 * networks, for a method that takes no second look, and for scores from files that are called like
 * a method of the page.
 */
export function chosenMethods(
  ids: readonly string[],
  closedSet: boolean,
  source: string | null = null,
  imported: readonly string[] = [],
  looks: 1 | 2 = 1,
): Pick<EvaluationOptions, 'settings' | 'models'> {
  const [taken] = imported.filter((id) => findMethod(id));
  if (taken !== undefined)
    throw new AnomalensError(
      'option-invalid',
      `"${taken}" is a method of Anomalens: give your scores another name.`,
    );
  const chosen = [...new Set(ids)].map(methodById);
  const once = looks === 2 ? chosen.filter(({ score }) => !takesSecondLook(score)) : [];
  if (once.length > 0)
    throw new AnomalensError(
      'option-invalid',
      `No second look is taken with ${once.map(({ id }) => id).join(', ')}.`,
    );
  const parameters: Record<string, number> =
    source === null ? {} : { source: valueOfSource(source) };
  const settings = chosen.map((method) =>
    settingsFor(method, 'prompted' in method.score ? parameters : { [LOOKS.id]: looks }),
  );
  const isPainted = chosen.some(({ score }) => 'prompted' in score);
  const ofClasses = closedSet && !isPainted; // a graph beside the network of words has none
  const models = [
    ...new Set(ofClasses ? settings.map(classesModelOf) : settings.flatMap(networksOf)),
  ];
  if (chosen.length === 0 && imported.length === 0) models.push(baseMethods.model);
  if (closedSet && models.length > 1) {
    const names = models.join(', ');
    throw new AnomalensError(
      'option-invalid',
      `Classes are compared network by network: choose methods of one of ${names}.`,
    );
  }
  const fromFiles = imported.map((methodId) => ({ methodId, parameters: {}, blur: false }));
  return { settings: [...settings, ...fromFiles], models };
}

/** All networks that a score takes, first the one whose classes go with it. */
function networksOf(settings: MethodSettings): string[] {
  return [...new Set([classesModelOf(settings), ...modelsOf([methodById(settings.methodId)])])];
}

function valueOfSource(id: string): number {
  const value = SOURCES.findIndex((method) => method.id === id);
  if (value >= 0) return value;
  throw new AnomalensError(
    'option-invalid',
    `No boxes are drawn from "${id}". Sources: ${SOURCES.map((source) => source.id).join(', ')}.`,
  );
}
