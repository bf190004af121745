/** What should be known of the learnt classes on the shown picture. */
import type { LearntClass } from '#src/core/open-world/learnt';
import { metricHeadMethod } from '#src/methods/capabilities';
import type { Wanted } from '#src/session/follow';
import { isAnalysed } from '#src/session/held/record';
import { serialOf } from '#src/session/serial-of';
import { analysisKey } from '#src/store/models';
import { learntClasses, openWorldPane, shotToLabel } from '#src/store/open-world/open-world';
import type { Shot } from '#src/store/open-world/open-world-slice';
import { shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';

export interface WantedAnswer extends Wanted {
  pictureId: string;
  learnt: readonly LearntClass[];
}

export interface WantedLabels extends WantedAnswer {
  shot: Shot;
}

/** The shown picture, once its network has run: nothing here starts one. */
function analysedPicture(state: State) {
  const picture = shownPicture(state);
  const { model } = metricHeadMethod;
  const isThere = picture?.state === 'ready' && openWorldPane(state) >= 0;
  return isThere && isAnalysed(picture.id, model, analysisKey(state, model)) ? picture : null;
}

/** Where the embeddings lie, while that is on the screen. */
export function wantedSpace(state: State): WantedAnswer | null {
  const picture = analysedPicture(state);
  if (!picture || !state.openWorld.wantsSpace) return null;
  const learnt = learntClasses(state);
  return { key: `${picture.id} ${serialOf(learnt)}`, pictureId: picture.id, learnt };
}

/** Numbers against the label, while there is a learnt class. */
export function wantedNumbers(state: State): WantedAnswer | null {
  const picture = analysedPicture(state);
  const learnt = learntClasses(state);
  const info = picture?.label?.info;
  if (!picture || !info || learnt.length === 0) return null;
  return {
    key: JSON.stringify([
      picture.id,
      picture.label?.serial,
      info.reading,
      info.turn.label,
      serialOf(learnt),
    ]),
    pictureId: picture.id,
    learnt,
  };
}

/** What a head would be taught by the annotation that is shown. */
export function wantedLabels(state: State): WantedLabels | null {
  const picture = analysedPicture(state);
  const shot = shotToLabel(state);
  if (!picture || !shot) return null;
  const learnt = learntClasses(state);
  return {
    key: `${picture.id} ${serialOf(shot.mask)} ${serialOf(learnt)}`,
    pictureId: picture.id,
    learnt,
    shot,
  };
}
