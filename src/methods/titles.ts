/** What methods are called, by id: in full, and short for tables and legends. */
import { ownMethodName } from '#src/core/score-files/method-name';
import { findMethod } from './registry';

/** Where no method of the page has it: what files are called, or the id itself. */
export function titleOf(id: string): string {
  return findMethod(id)?.title ?? ownMethodName(id);
}

export function shortTitleOf(id: string): string {
  return findMethod(id)?.shortTitle ?? titleOf(id);
}
