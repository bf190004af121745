import { serialiseError } from '#src/protocol/errors';
import { ask } from '#src/session/held-pictures';
import { getState, patchWords } from '#src/store/store';

const MOST = 8;

/** Looks for names that go on as a text begins; the answer to a text that is no longer typed is dropped. */
export async function completeWord(prefix: string): Promise<void> {
  patchWords({ completions: { prefix, list: [] }, refusal: null });
  if (prefix.trim() === '') return;
  try {
    const list = await ask('completeWord', { prefix, most: MOST });
    if (getState().words.completions.prefix === prefix)
      patchWords({ completions: { prefix, list }, error: null });
  } catch (error) {
    patchWords({ error: serialiseError(error) });
  }
}
