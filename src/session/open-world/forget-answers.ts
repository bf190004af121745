import { project } from '#src/core/open-world/principal-components';
import { endPoint } from '#src/session/open-world/end-point';
import { cancelStroke } from '#src/session/open-world/stroke';
import type { State } from '#src/store/state';
import { getState, patchOpenWorld, useStore } from '#src/store/store';

/** The pixel under the probe shows in the plot. */
function pointAtProbe({ results: { probe }, openWorld: { space } }: State): void {
  const embedding = probe?.result.learnt?.embedding;
  if (!probe || !embedding || !space) endPoint('probe');
  else {
    const { x, y } = probe.result;
    patchOpenWorld({ pointed: { ...project(embedding, space.result), x, y, by: 'probe' } });
  }
}

/**
 * Drops what is no longer true of the shown picture and its learnt classes. @returns a function
 * that ends it.
 */
export function forgetAnswers(): () => void {
  return useStore.subscribe((state, before) => {
    if (state.view.shownId !== before.view.shownId) {
      cancelStroke();
      patchOpenWorld({ space: null, measured: null, trainingLabels: null, pointed: null });
    }
    // With another number of classes their indices mean others.
    if (state.openWorld.classes.length !== before.openWorld.classes.length)
      patchOpenWorld({ trainingLabels: null });
    if (getState().openWorld.measured && state.openWorld.classes.length === 0)
      patchOpenWorld({ measured: null });
    const { probe } = state.results;
    const hasOtherSpace = state.openWorld.space !== before.openWorld.space;
    if (probe !== before.results.probe || (hasOtherSpace && probe)) pointAtProbe(getState());
  });
}
