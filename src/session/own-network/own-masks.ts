/** A person's own segmenter: it draws the masks of S2M and of prompts by hand until it is removed. */
import { isPrompted, promptedMethod } from '#src/methods/capabilities';
import type { KnownMasks } from '#src/protocol/own-network';
import { analyzeMissing } from '#src/session/analyze-picture';
import { forgetAnalyses } from '#src/session/held/record';
import { ask } from '#src/session/held-pictures';
import type { MaskPair } from '#src/session/own-network/mask-pairs';
import { openingSignal } from '#src/session/own-network/own-networks';
import { getState, patchResults, patchSession } from '#src/store/store';

let known: KnownMasks | null = null;

/** What another engine of the page is told. */
export function knownMasks(): KnownMasks | null {
  return known;
}

/** @throws AnomalensError of the files, `cancelled`. */
export async function openOwnMasks({ encoder, decoder }: MaskPair): Promise<void> {
  const params = {
    encoder: { path: encoder.network.path, blob: encoder.network.file },
    decoder: { path: decoder.network.path, blob: decoder.network.file },
    beside: [...encoder.beside, ...decoder.beside].map(({ path, file }) => ({ path, blob: file })),
  };
  const { told, ...opened } = await ask('openMasks', params, { signal: openingSignal() });
  known = opened.known;
  patchSession({ ownMasks: { title: known.title, told } });
  drawAgain();
}

export async function closeOwnMasks(): Promise<void> {
  await ask('closeMasks', {});
  known = null;
  patchSession({ ownMasks: null });
  drawAgain();
}

/** What the former segmenter has drawn says nothing of this one. */
function drawAgain(): void {
  forgetAnalyses(promptedMethod.model);
  const { byPicture } = getState().results;
  const kept = Object.entries(byPicture).map(([id, result]) => {
    const scores = Object.entries(result.scores).filter(([methodId]) => !isPrompted(methodId));
    const { [promptedMethod.model]: _error, ...errors } = result.errors;
    return [id, { ...result, scores: Object.fromEntries(scores), errors }];
  });
  patchResults({ byPicture: Object.fromEntries(kept) });
  void analyzeMissing();
}
