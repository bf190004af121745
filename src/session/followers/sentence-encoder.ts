/**
 * Without its network the sentence encoder is switched off: words outside the dictionary are put
 * together from pieces then, and why it is missing stands where it is switched on.
 */
import { modelStatus } from '#src/store/models';
import type { State } from '#src/store/state';
import { getState, patchView, useStore } from '#src/store/store';
import { sentenceModel } from '#src/store/words/sentence-model';

function isMissing(state: State): boolean {
  const { catalogue } = state.session;
  if (!state.view.encoder || catalogue.length === 0) return false;
  const model = sentenceModel(state);
  return !model || modelStatus(state, model.id)?.state === 'failed';
}

export function followSentenceEncoder(): () => void {
  const look = () => {
    if (isMissing(getState())) patchView({ encoder: false });
  };
  look();
  return useStore.subscribe(look);
}
