/**
 * Keeps the masks in step with the prompts. At most one question in flight; the latest prompts win.
 * A new worker is sent the edits again, as the analysis of a picture leaves the generator's masks
 * behind.
 */
import { LatestOnly } from '#src/core/latest-only';
import { promptOf } from '#src/core/prompts/edit-prompts';
import { promptedMethod } from '#src/methods/capabilities';
import { serialiseError } from '#src/protocol/errors';
import type { PromptAnswer, PromptRequest } from '#src/protocol/prompts';
import { analyzeSelected } from '#src/session/analyze-picture';
import { currentEngine } from '#src/session/current-engine';
import { isEngineLoss } from '#src/session/load-picture';
import { forgetResident, isAnalysed, isSegmented, setSegmented } from '#src/session/residents';
import { analysisKey } from '#src/store/models';
import { wantedPrompts } from '#src/store/prompts';
import { scoreResultOf } from '#src/store/score-result';
import type { State } from '#src/store/state';
import { getState, patchPrompts, patchSession, setPictureResult, useStore } from '#src/store/store';

interface Wanted extends PromptRequest {
  /** All of it as text, with the worker it is meant for. */
  key: string;
}

function takeAnswer({ pictureId, prompts: asked }: PromptRequest, answer: PromptAnswer): void {
  const { prompts, results, session } = getState();
  const result = results.byPicture[pictureId];
  if (!result) return; // removed meanwhile
  const before = prompts.masks[pictureId];
  const { prompts: segmented, encoderRuns, decoderRuns, summary } = answer;
  const generated = asked === null ? segmented.map(promptOf) : (before?.generated ?? null);
  const masks = {
    segmented,
    generated,
    encoderRuns,
    decoderRuns,
    serial: (before?.serial ?? 0) + 1,
  };
  patchPrompts({ masks: { ...prompts.masks, [pictureId]: masks }, error: null });
  setPictureResult(pictureId, {
    ...result,
    scores: { ...result.scores, [summary.methodId]: scoreResultOf(summary) },
  });
  patchSession({ analysisTimes: { ...session.analysisTimes, ...answer.times } });
}

/**
 * Null unless the generator's masks are there: the analysis brings the networks, and says what went
 * wrong with them.
 */
function analysedWanted(state: State): Wanted | null {
  const wanted = wantedPrompts(state);
  if (
    !wanted ||
    !isAnalysed(wanted.pictureId, promptedMethod.model, analysisKey(state, promptedMethod.model))
  )
    return null;
  return { ...wanted, key: JSON.stringify([state.session.generation, wanted]) };
}

export function syncPrompts(): () => void {
  /** What is being asked, or has failed: that is asked again when something changes. */
  let asked = '';

  const takeFailure = (pictureId: string, error: unknown): void => {
    const serialised = serialiseError(error);
    if (serialised.code === 'picture-unknown') {
      // The worker dropped it under memory pressure.
      asked = '';
      forgetResident(pictureId);
      if (getState().pictures.selectedId === pictureId) void analyzeSelected();
    } else if (serialised.code !== 'cancelled' && !isEngineLoss(error)) {
      patchPrompts({ error: serialised });
    }
  };

  const segment = async ({ key, ...request }: Wanted): Promise<void> => {
    try {
      const answer = await currentEngine().request('segmentPrompts', request);
      setSegmented(request.pictureId, key);
      if (asked === key) asked = '';
      takeAnswer(request, answer);
    } catch (error) {
      takeFailure(request.pictureId, error);
    }
  };

  const latest = new LatestOnly<Wanted>(segment, reportError);
  return useStore.subscribe((state, before) => {
    if (state.view.shownId !== before.view.shownId)
      patchPrompts({ selection: null, draft: null, error: null });
    const wanted = analysedWanted(getState());
    if (!wanted || wanted.key === asked || isSegmented(wanted.pictureId, wanted.key)) return;
    asked = wanted.key;
    latest.offer(wanted);
  });
}
