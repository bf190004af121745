import { setOrder } from '#src/store/set/set-order';
import { getState, patchSet } from '#src/store/store';

/**
 * Marks all pictures from the one that was marked last to this one, in the order of the list; alone
 * when that one is not listed.
 */
export function markUpTo(id: string): void {
  const { marked } = getState().set;
  const order = setOrder(getState());
  const here = order.indexOf(id);
  const last = order.indexOf(marked.at(-1) ?? id);
  const from = last < 0 ? here : last;
  const row = order.slice(Math.min(here, from), Math.max(here, from) + 1);
  // This one comes last: the next row begins at it.
  const others = [...marked, ...row].filter((other) => other !== id);
  patchSet({ marked: [...new Set(others), id] });
}
