import { markedPictures } from '#src/store/set/marked';
import { tagsOf } from '#src/store/set/tags';
import { getState, patchSet } from '#src/store/store';

/** Takes a tag from the marked pictures. */
export function untagMarked(tag: string): void {
  const state = getState();
  const tags = { ...state.set.tags };
  for (const id of markedPictures(state))
    tags[id] = tagsOf(state, id).filter((other) => other !== tag);
  patchSet({ tags });
}
