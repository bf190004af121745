import type { WordChoice } from '#src/core/words/columns';
import { serialiseError } from '#src/protocol/errors';
import { ask } from '#src/session/held-pictures';
import { getState, patchWords } from '#src/store/store';

/** Shows where the shown picture is like a word, or with null nothing. */
export async function showWordMap(choice: WordChoice | null): Promise<void> {
  const { shownId: pictureId, encoder } = getState().view;
  if (!choice || !pictureId) {
    patchWords({ map: null });
    return;
  }
  const { word, sense } = choice;
  const named = sense === undefined ? { word } : { word, sense };
  const asked = { ...named, pictureId, map: null };
  patchWords({ map: asked });
  try {
    const map = await ask('wordMap', { ...named, pictureId, ...(encoder && { encoder }) });
    if (getState().words.map === asked) patchWords({ map: { ...asked, map }, error: null });
  } catch (error) {
    if (getState().words.map === asked) patchWords({ map: null, error: serialiseError(error) });
  }
}
