/** The contact sheet and the pictures that a person has marked on it. */
import { remembered } from '#src/store/set/remembered';
import { setOrder } from '#src/store/set/set-order';
import type { State } from '#src/store/state';

/**
 * Marked pictures that the list shows, in its order: what a filter hides is not removed with what is seen.
 * Stays the same array while nothing of it changes.
 */
export const markedPictures: (state: State) => readonly string[] = remembered((state) => {
  const marked = new Set(state.set.marked);
  return marked.size === 0 ? [] : setOrder(state).filter((id) => marked.has(id));
});

/** What an export of several takes: the marked pictures that the contact sheet shows, else all. */
export function exportedPictures(state: State): readonly string[] {
  const marked = sheetIsOpen(state) ? markedPictures(state) : [];
  return marked.length > 0 ? marked : state.pictures.order;
}

/** Without pictures there is nothing to lay out. */
export const sheetIsOpen = ({ set, pictures }: State): boolean =>
  set.sheet && pictures.order.length > 0;
