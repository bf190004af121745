import { ensureModel } from '#src/session/model-loads';
import { getState, patchView } from '#src/store/store';
import { sentenceModel } from '#src/store/words/sentence-model';

/**
 * Words outside the dictionary are read by the sentence encoder, once it is there, or without. How a download
 * ends shows with the network.
 */
export async function switchEncoder(encoder: boolean): Promise<void> {
  const model = sentenceModel(getState());
  if (!encoder || !model) {
    patchView({ encoder: false });
    return;
  }
  const isThere = await ensureModel(model.id).then(
    () => true,
    () => false,
  );
  if (isThere) patchView({ encoder });
}
