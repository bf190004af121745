import { getState, patchSet } from '#src/store/store';

/** Marks a picture, or takes its mark away. */
export function markPicture(id: string): void {
  const { marked } = getState().set;
  patchSet({
    marked: marked.includes(id) ? marked.filter((other) => other !== id) : [...marked, id],
  });
}
