import { markedPictures } from '#src/store/set/marked';
import { tagsOf } from '#src/store/set/tags';
import { getState, patchSet } from '#src/store/store';

/** Gives the marked pictures a tag; an empty one changes nothing. */
export function tagMarked(text: string): void {
  const tag = text.trim();
  if (tag === '') return;
  const state = getState();
  const tags = { ...state.set.tags };
  for (const id of markedPictures(state)) tags[id] = [...new Set([...tagsOf(state, id), tag])];
  patchSet({ tags });
}
