/** From a method's settings to what the score operation is asked for. */
import { AnomalensError } from '#src/core/errors';
import type { ScoreKind, ScoreRequest } from '#src/gpu/ops/scores/formulas';
import { answersToWords } from '#src/methods/capabilities';
import type { LogitScore } from '#src/methods/define-method';
import { isAllowed, limitsOf, valueIn } from '#src/methods/parameters';
import { methodById } from '#src/methods/registry';
import type { MethodSettings } from '#src/protocol/scores';

/** One score that the score operation computes. */
export interface ScoreReader {
  settings: MethodSettings;
  request: ScoreRequest;
}

/**
 * @throws AnomalensError `method-unknown`, `option-invalid` for parameters outside their limits.
 */
export function checkSettings({ methodId, parameters }: MethodSettings): void {
  for (const parameter of methodById(methodId).parameters) {
    const value = valueIn(parameters, parameter) as number;
    if (!isAllowed(parameter, value))
      throw new AnomalensError(
        'option-invalid',
        `${parameter.title} of ${methodId} must be ${limitsOf(parameter)}, not ${value}.`,
      );
  }
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
 * @param known how many of the network's classes are known ones.
 */
export function groupByOutput(
  settings: readonly MethodSettings[],
  known: number,
): { output: string; readers: ScoreReader[] }[] {
  const groups = new Map<string, ScoreReader[]>();
  for (const methodSettings of settings) {
    const { score } = methodById(methodSettings.methodId);
    if (!('logits' in score)) continue;
    groups.set(score.logits, [
      ...(groups.get(score.logits) ?? []),
      { settings: methodSettings, request: scoreRequestOf(score, methodSettings, known) },
    ]);
  }
  return [...groups].map(([output, readers]) => ({ output, readers }));
}

function scoreRequestOf(
  { kind, kinds }: LogitScore,
  { methodId, parameters }: MethodSettings,
  known: number,
): ScoreRequest {
  const { beta, gamma } = parameters;
  const chosen = kinds ? (kinds[parameters.score as number] as ScoreKind) : kind;
  const mix = { beta: beta as number, gamma: gamma as number };
  if (answersToWords(methodId)) return { kind: chosen, temperature: 1, known }; // divided already
  const { temperature = 1 } = parameters;
  return { kind: chosen, temperature, mix: chosen === 'eds-mix' ? mix : undefined };
}
