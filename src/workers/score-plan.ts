/** From a method's settings to what the network and the score operation are asked for. */
import { AnomalensError } from '#src/core/errors';
import type { ScoreRequest } from '#src/gpu/ops/scores/cpu';
import type { LogitScore, Method } from '#src/methods/define-method';
import { isAllowed, limitsOf } from '#src/methods/parameters';
import { findMethod, methodById, methods } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { sourceOf } from '#src/methods/sources';
import type { ModelProvider } from '#src/workers/context';
import type { NetworkRun } from '#src/workers/network-result';
import type { MethodSettings } from '#src/workers/protocol';

/** Settings that one run of a network serves. */
export interface RunGroup {
  run: NetworkRun;
  settings: MethodSettings[];
}

/** One score that the score operation computes. */
export interface ScoreReader {
  settings: MethodSettings;
  request: ScoreRequest;
}

/** Whether an id is that of a method of the page, not of an imported score. */
export function isBuiltIn(methodId: string): boolean {
  return findMethod(methodId) !== null;
}

/**
 * @throws AnomalensError `method-unknown`, `option-invalid` for parameters outside their limits.
 */
export function checkSettings({ methodId, parameters }: MethodSettings): void {
  for (const parameter of methodById(methodId).parameters) {
    const value = parameters[parameter.id];
    if (!isAllowed(parameter, value))
      throw new AnomalensError(
        'option-invalid',
        `${parameter.title} of ${methodId} must be ${limitsOf(parameter)}, not ${value}.`,
      );
  }
}

/** Whether a score is painted from the masks of prompts. */
export function isPrompted(methodId: string): boolean {
  const method = findMethod(methodId);
  return method !== null && 'prompted' in method.score;
}

/** Whether a score follows from one run of one network. */
export function isOfOneRun(methodId: string): boolean {
  return isBuiltIn(methodId) && !isPrompted(methodId);
}

/**
 * @throws AnomalensError `method-unknown` for an imported score, which no network gives,
 * `option-invalid` for one of several networks.
 */
export function runOf({ methodId, parameters }: MethodSettings): NetworkRun {
  if (isPrompted(methodId))
    throw new AnomalensError(
      'option-invalid',
      `${methodId} does not come from the logits of one network.`,
    );
  const { model, parameters: known } = methodById(methodId);
  const scalars = known.filter((one) => one.of === 'network').map(({ id }) => [id, parameters[id]]);
  return { modelId: model, scalars: Object.fromEntries(scalars) };
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

/**
 * At most two sessions are kept, so those networks come first that have one: fewer are made anew.
 */
export function inQuickestOrder(models: ModelProvider, groups: readonly RunGroup[]): RunGroup[] {
  const order = models.quickestFirst(groups.map(({ run }) => run.modelId));
  return [...groups].sort((a, b) => order.indexOf(a.run.modelId) - order.indexOf(b.run.modelId));
}

/**
 * Whether a score has an operation of its own, with fitted statistics, instead of a formula of the
 * score operation.
 */
export function isFitted(methodId: string): boolean {
  return 'fitted' in methodById(methodId).score;
}

/**
 * What the score operation is asked for of each output, in one pass. Fitted scores are left out.
 */
export function groupByOutput(
  settings: readonly MethodSettings[],
): { output: string; readers: ScoreReader[] }[] {
  const groups = new Map<string, ScoreReader[]>();
  for (const one of settings) {
    const { score } = methodById(one.methodId);
    if (!('logits' in score)) continue;
    groups.set(score.logits, [
      ...(groups.get(score.logits) ?? []),
      { settings: one, request: scoreRequestOf(score, one) },
    ]);
  }
  return [...groups].map(([output, readers]) => ({ output, readers }));
}

function scoreRequestOf({ kind, kinds }: LogitScore, { parameters }: MethodSettings): ScoreRequest {
  const { temperature = 1, beta, gamma } = parameters;
  const chosen = kinds ? kinds[parameters.score] : kind;
  return { kind: chosen, temperature, mix: chosen === 'eds-mix' ? { beta, gamma } : undefined };
}

/**
 * The outputs of a network that some method or the learning of classes reads, the closed set's
 * logits always.
 */
export function outputsOf(modelId: string): string[] {
  const outputs = methods
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
