/** From a method's settings to what the network and the score operation are asked for. */
import { AnomalensError } from '#src/core/errors';
import type { ScoreRequest } from '#src/gpu/ops/scores/cpu';
import type { Method } from '#src/methods/define-method';
import { isAllowed, limitsOf } from '#src/methods/parameters';
import { findMethod, methodById, methods } from '#src/methods/registry';
import type { ModelProvider } from '#src/workers/context';
import type { NetworkRun } from '#src/workers/network-result';
import type { MethodSettings } from '#src/workers/protocol';

/** Settings that one run of a network serves. */
export interface RunGroup {
  run: NetworkRun;
  settings: MethodSettings[];
}

/** Whether an id is that of a method of the page, not of an imported score. */
export function isBuiltIn(methodId: string): boolean {
  return findMethod(methodId) !== null;
}

/** @throws AnomalensError `method-unknown`, `option-invalid` for parameters outside their limits. */
export function checkSettings({ methodId, parameters }: MethodSettings): void {
  for (const parameter of methodById(methodId).parameters) {
    const value = parameters[parameter.id];
    if (!isAllowed(parameter, value))
      throw new AnomalensError('option-invalid', `${parameter.title} of ${methodId} must be ${limitsOf(parameter)}, not ${value}.`);
  }
}

/** @throws AnomalensError `method-unknown` for an imported score, which no network gives. */
export function runOf({ methodId, parameters }: MethodSettings): NetworkRun {
  const { model, parameters: known } = methodById(methodId);
  const scalars = known.filter((one) => one.of === 'network').map(({ id }) => [id, parameters[id]]);
  return { modelId: model, scalars: Object.fromEntries(scalars) };
}

/** One group per network and scalar inputs, in the order of their first settings. */
export function groupByRun(settings: readonly MethodSettings[]): RunGroup[] {
  const groups = new Map<string, RunGroup>();
  for (const one of settings) {
    const run = runOf(one);
    const key = JSON.stringify(run);
    const group = groups.get(key) ?? { run, settings: [] };
    group.settings.push(one);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** At most two sessions are kept, so those networks come first that have one: fewer are made anew. */
export function inQuickestOrder(models: ModelProvider, groups: readonly RunGroup[]): RunGroup[] {
  const order = models.quickestFirst(groups.map(({ run }) => run.modelId));
  return [...groups].sort((a, b) => order.indexOf(a.run.modelId) - order.indexOf(b.run.modelId));
}

/** Which logits a method reads, and what it asks the score operation for. */
export function scoreRequestOf({ methodId, parameters }: MethodSettings): { output: Method['score']['logits']; request: ScoreRequest } {
  const { logits, kind, kinds } = methodById(methodId).score;
  const { temperature = 1, beta, gamma } = parameters;
  const chosen = kinds ? kinds[parameters.score] : kind;
  const mix = chosen === 'eds-mix' ? { beta, gamma } : undefined;
  return { output: logits, request: { kind: chosen, temperature, mix } };
}

/** The outputs of a network that some method reads, the closed set's logits always. */
export function outputsOf(modelId: string): string[] {
  const outputs = methods
    .filter(({ model }) => model === modelId)
    .flatMap(({ score, residualNorm }) => [score.logits, ...(residualNorm ? ['residualNorm'] : [])]);
  return [...new Set(['logits', ...outputs])];
}
