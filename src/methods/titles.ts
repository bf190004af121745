/** What methods are called, by id: in full, and short for tables and legends. */
import { findMethod } from './registry';

/** The id itself where no method of the page has it. */
export function titleOf(id: string): string {
  return findMethod(id)?.title ?? id;
}

export function shortTitleOf(id: string): string {
  return findMethod(id)?.shortTitle ?? titleOf(id);
}
