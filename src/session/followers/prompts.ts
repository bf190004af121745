/** Keeps the masks in step with the prompts, also while one is dragged. */
import { promptedMethod } from '#src/methods/capabilities';
import { serialiseError } from '#src/protocol/errors';
import type { PromptRequest } from '#src/protocol/prompts';
import { follow, type Wanted } from '#src/session/follow';
import { hasMasks, isAnalysed, noteMasks } from '#src/session/held/record';
import { ask } from '#src/session/held-pictures';
import { takeMasks } from '#src/session/take-masks';
import { analysisKey } from '#src/store/models';
import { wantedPrompts } from '#src/store/prompts';
import type { State } from '#src/store/state';
import { patchPrompts, useStore } from '#src/store/store';

interface WantedMasks extends Wanted {
  request: PromptRequest;
}

/**
 * Null until the picture is analysed: that brings the networks, says what went wrong with them, and
 * leaves the generator's masks behind.
 */
function wanted(state: State): WantedMasks | null {
  const request = wantedPrompts(state);
  const { model } = promptedMethod;
  return request && isAnalysed(request.pictureId, model, analysisKey(state, model))
    ? { key: JSON.stringify(request), request }
    : null;
}

async function askMasks({ key, request }: WantedMasks): Promise<void> {
  try {
    const answer = await ask('segmentPrompts', request);
    noteMasks(request.pictureId, key);
    takeMasks(request, answer);
  } catch (error) {
    patchPrompts({ error: serialiseError(error) });
  }
}

export function followPrompts(): () => void {
  const forget = useStore.subscribe(
    ({ view }) => view.shownId,
    () => patchPrompts({ selection: null, draft: null, error: null }),
  );
  const stop = follow<WantedMasks>({
    wanted,
    known: ({ key, request }) => hasMasks(request.pictureId, key),
    ask: askMasks,
    rest: 0,
  });
  return () => {
    forget();
    stop();
  };
}
