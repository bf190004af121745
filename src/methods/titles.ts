/** What methods are called, by id: in full, and short for tables and legends. */
import { methods } from './registry';

/** The id itself where no method of the page has it. */
export function titleOf(id: string): string {
  return methods.find((method) => method.id === id)?.title ?? id;
}

export function shortTitleOf(id: string): string {
  return methods.find((method) => method.id === id)?.shortTitle ?? titleOf(id);
}
