/** Which runs of which networks a list of settings needs. */
import { AnomalensError } from '#src/core/errors';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { isPrompted, wordsMethod } from '#src/methods/capabilities';
import type { Method } from '#src/methods/define-method';
import { findMethod, methodById, methods, registeredMethods } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { sourceOf } from '#src/methods/sources';
import type { MethodSettings } from '#src/protocol/scores';
import type { ModelProvider } from '#src/workers/state/context';
import type { NetworkRun } from '#src/workers/state/network-result';

/** Settings that one run of a network serves. */
export interface RunGroup {
  run: NetworkRun;
  settings: MethodSettings[];
}

/** Whether an id is that of a method of the page, not of an imported score. */
export function isBuiltIn(methodId: string): boolean {
  return findMethod(methodId) !== null;
}

/** Whether a score follows from one run of one network. */
export function isOfOneRun(methodId: string): boolean {
  return isBuiltIn(methodId) && !isPrompted(methodId);
}

/**
 * @throws AnomalensError `method-unknown` for an imported score, which no network gives,
 * `option-invalid` for one of several networks.
 */
export function runOf({ methodId, parameters, words }: MethodSettings): NetworkRun {
  if (isPrompted(methodId))
    throw new AnomalensError(
      'option-invalid',
      `${methodId} does not come from the logits of one network.`,
    );
  const { model, parameters: known, answersToWords } = methodById(methodId);
  const scalars = known
    .filter((parameter) => parameter.of === 'network')
    .map(({ id }) => [id, parameters[id]]);
  const run = { modelId: model, scalars: Object.fromEntries(scalars) };
  if (!answersToWords) return run;
  const asked = {
    vocabulary: words ?? DEFAULT_VOCABULARY,
    temperature: parameters.temperature as number,
  };
  return { ...run, words: asked };
}

/**
 * The run whose probabilities go with a score: of its own network, or of that of the source score.
 * @throws as `runOf`.
 */
export function classesRunOf(settings: MethodSettings): NetworkRun {
  return runOf(
    isPrompted(settings.methodId) ? settingsFor(sourceOf(settings.parameters)) : settings,
  );
}

/**
 * The run that gives the classes of a network; null where every run does. Words may be merged, removed
 * and added: labels of classes are compared with those that the page begins with.
 */
export function closedSetRun(modelId: string): NetworkRun | null {
  return wordsMethod?.model === modelId ? runOf(settingsFor(wordsMethod)) : null;
}

/** One group per network and scalar inputs, in the order of their first settings. */
export function groupByRun(settings: readonly MethodSettings[]): RunGroup[] {
  const groups = new Map<string, RunGroup>();
  for (const methodSettings of settings) {
    const run = runOf(methodSettings);
    const key = JSON.stringify(run);
    const group = groups.get(key) ?? { run, settings: [] };
    group.settings.push(methodSettings);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * Few sessions are kept, so those networks come first that have one: fewer are made anew.
 */
export function inQuickestOrder(models: ModelProvider, groups: readonly RunGroup[]): RunGroup[] {
  const order = models.quickestFirst(groups.map(({ run }) => run.modelId));
  return [...groups].sort((a, b) => order.indexOf(a.run.modelId) - order.indexOf(b.run.modelId));
}

/**
 * The outputs of a network that some method or the learning of classes reads, the closed set's
 * logits always.
 */
export function outputsOf(modelId: string): string[] {
  const outputs = [...methods, ...registeredMethods()]
    .filter(({ model }) => model === modelId)
    .flatMap(({ score, residualNorm, metricHead }) => [
      ...readBy(score),
      ...(residualNorm ? ['residualNorm'] : []),
      ...(metricHead ? ['features'] : []),
    ]);
  return [...new Set(['logits', ...outputs])];
}

function readBy(score: Method['score']): string[] {
  if ('logits' in score) return [score.logits];
  return 'fitted' in score ? [score.reads] : [];
}
