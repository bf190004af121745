import { getState, patchPrompts } from '#src/store/store';

/** Drops the prompts of a picture that is gone for good. */
export function forgetPrompts(pictureId: string): void {
  const { [pictureId]: _edits, ...edits } = getState().prompts.edits;
  const { [pictureId]: _masks, ...masks } = getState().prompts.masks;
  patchPrompts({ edits, masks });
}
