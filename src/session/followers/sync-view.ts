/** Sends the view to the engine after every change, at most once per animation frame. */
import type { PaneView } from '#src/protocol/view';
import { currentEngine } from '#src/session/current-engine';
import type { Drawn, State } from '#src/store/state';
import { getState, patchResults, useStore } from '#src/store/store';
import { viewStateOf } from '#src/store/view-state';

/** Drawings the worker may still report; older ones are forgotten. */
const REMEMBERED = 32;

let revision = 0;
const sent = new Map<number, Drawn>();
let lastSent = '';
let lastLearnt: readonly PaneView['learnt'][] = [];
let scheduled = false;

function send(): void {
  scheduled = false;
  const view = viewStateOf(getState());
  // The engine drops views until it is ready; its state change brings us back here.
  if (!view || getState().session.engineState !== 'ready') return;
  // Also sent again after a restart, with another picture state, or with new scores: those change
  // the drawing too.
  const { generation } = getState().session;
  const entry = getState().pictures.byId[view.pictureId ?? ''];
  const score = getState().results.byPicture[view.pictureId ?? ''];
  // Learnt classes are thousands of numbers, which a moving slider must not write out: they are
  // told apart by reference.
  const learnt = view.panes.map((pane) => pane.learnt);
  const panes = view.panes.map((pane) => ({ ...pane, learnt: null }));
  const signature = JSON.stringify([
    { ...view, panes },
    generation,
    entry?.state,
    score?.revision,
    score?.imported.length,
  ]);
  if (signature === lastSent && learnt.every((one, index) => one === lastLearnt[index])) return;
  lastSent = signature;
  lastLearnt = learnt;
  const { pictureId, transform, canvas } = view;
  sent.set(++revision, { pictureId, transform, canvas });
  sent.delete(revision - REMEMBERED);
  currentEngine().setView({ ...view, revision });
}

/** Takes note of what the worker has drawn. */
export function confirmDrawn(drawnRevision: number): void {
  patchResults({ drawnRevision, drawn: sent.get(drawnRevision) ?? getState().results.drawn });
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(send);
}

export function syncView(): () => void {
  const parts = (state: State) => [
    state.view,
    state.pictures,
    state.results.byPicture,
    state.meta.own,
    state.openWorld.classes,
    state.openWorld.trainingLabels,
    state.session.generation,
    state.session.engineState,
  ];
  schedule();
  return useStore.subscribe((state, before) => {
    const old = parts(before);
    if (parts(state).some((part, index) => part !== old[index])) schedule();
  });
}
