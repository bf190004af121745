import { AnomalensError } from '#src/core/errors';
import { SCORE_KINDS } from '#src/core/types';
import type { Method } from './define-method';

const modules = import.meta.glob<{ default: Method }>('./*.method.ts', { eager: true });

/** All methods, in the order of `SCORE_KINDS`. A new `*.method.ts` file is found by itself. */
export const methods: readonly Method[] = Object.values(modules)
  .map((module) => module.default)
  .sort((a, b) => SCORE_KINDS.indexOf(a.id) - SCORE_KINDS.indexOf(b.id));

/** @throws AnomalensError `method-unknown` for an id that no file defines. */
export function methodById(id: string): Method {
  const method = methods.find((candidate) => candidate.id === id);
  if (!method) {
    throw new AnomalensError('method-unknown', `There is no method "${id}". Known ones: ${methods.map((m) => m.id).join(', ')}.`);
  }
  return method;
}
