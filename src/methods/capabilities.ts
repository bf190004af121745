/**
 * What a method can do beyond giving a score, read off its declaration. Who needs such a method
 * asks for it here, not by the name of its file.
 */
import { AnomalensError } from '#src/core/errors';
import type { Method } from './define-method';
import { findMethod, methods } from './registry';

/** Whether a score is painted from the masks of prompts; an imported one is not. */
export function isPrompted(methodId: string): boolean {
  const method = findMethod(methodId);
  return method !== null && 'prompted' in method.score;
}

/** Whether classes can be learnt in the page from a method's network. */
export function hasMetricHead(methodId: string): boolean {
  return findMethod(methodId)?.metricHead === true;
}

/** Whether a vocabulary is part of a method's settings. */
export function answersToWords(methodId: string): boolean {
  return findMethod(methodId)?.answersToWords === true;
}

/** The method that answers to words; null where the page has none. */
export const wordsMethod: Method | null =
  methods.find((method) => method.answersToWords === true) ?? null;

/** The first in the order of the registry. @throws AnomalensError `internal` without one. */
function firstThat(capability: (methodId: string) => boolean, does: string): Method {
  const method = methods.find(({ id }) => capability(id));
  if (!method) throw new AnomalensError('internal', `No method of this page ${does}.`);
  return method;
}

/** The method that paints the masks of prompts. */
export const promptedMethod: Method = firstThat(isPrompted, 'takes prompts');

/** The method whose network learns classes in the page. */
export const metricHeadMethod: Method = firstThat(hasMetricHead, 'has a metric head');
